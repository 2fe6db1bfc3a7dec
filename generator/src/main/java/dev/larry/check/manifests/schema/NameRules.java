package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Names, labels and annotations: their syntax and their length. */
final class NameRules {
    private static final String NAMES = "Kubernetes documentation, Object Names and IDs";
    private static final Pattern LABEL_1123 = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final int ANNOTATIONS = 256 * 1024;
    private static final Set<String> PATHS =
            Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    static final Rule NAME =
            Rule.error(
                    "schema/name",
                    "A name has the syntax and the length of its kind.",
                    "The API server refuses the object, or the pods that carry its name.",
                    "use lower case letters, digits and '-', and shorten what is too long",
                    NAMES);
    static final Rule LABEL =
            Rule.error(
                    "schema/label",
                    "A label has a valid key and a value of at most 63 characters.",
                    "The API server refuses the object.",
                    "correct the label; what is no selector's business belongs in an annotation",
                    "Kubernetes documentation, Labels and Selectors");
    static final Rule ANNOTATION =
            Rule.error(
                    "schema/annotation",
                    "An annotation has a valid key, and all of an object have 256 KiB at most.",
                    "The API server refuses the object; kubectl apply doubles its size in one of"
                            + " them.",
                    "correct the key, or keep the text elsewhere",
                    "Kubernetes documentation, Annotations");

    static final List<Rule> ALL = List.of(NAME, LABEL, ANNOTATION);

    private NameRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        Set<String> keys = new HashSet<>(); // of all that are right, which are few
        for (Manifest object : tree.objects()) {
            name(object, findings);
            metadata(object, object.metadata(), keys, findings);
            Field namespace = object.metadata().get("namespace");
            if (namespace.exists()
                    && !Placeholder.isIn(namespace.text())
                    && !isLabel(namespace.text())) {
                findings.accept(
                        object.finding(
                                NAME,
                                namespace,
                                "'" + namespace.text() + "' as namespace",
                                "a DNS label of at most 63 characters"));
            }
        }
        for (Pod pod : tree.pods()) {
            if (!pod.owner().kind().equals("Pod")) {
                metadata(pod.owner(), pod.metadata(), keys, findings);
            }
            pod.containers()
                    .forEach(container -> {
                        Field name = container.field().get("name");
                        if (name.exists()
                                && !Placeholder.isIn(name.text())
                                && !isLabel(name.text())) {
                            findings.accept(
                                    pod.owner()
                                            .finding(
                                                    NAME,
                                                    name,
                                                    "'" + name.text() + "' as a container's name",
                                                    "a DNS label of at most 63 characters"));
                        }
                    });
            for (Field volume : pod.spec().get("volumes").items()) {
                Field name = volume.get("name");
                if (name.exists() && !Placeholder.isIn(name.text()) && !isLabel(name.text())) {
                    findings.accept(
                            pod.owner()
                                    .finding(
                                            NAME,
                                            name,
                                            "'" + name.text() + "' as a volume's name",
                                            "a DNS label of at most 63 characters"));
                }
            }
        }
    }

    private static boolean isLabel(String text) {
        return text.length() <= 63 && LABEL_1123.matcher(text).matches();
    }

    private static void name(Manifest object, Consumer<Finding> findings) {
        Field field = object.metadata().get("name");
        String name = field.text();
        if (field.isAbsent() || name.isEmpty() || Placeholder.isIn(name)) {
            return; // schema/required says so
        }
        String allowed;
        boolean valid;
        switch (object.kind()) {
            case "Service" -> {
                allowed = "a DNS label of at most 63 characters"; // with a digit first since 1.36
                valid = isLabel(name) || !object.group().isEmpty();
            }
            case "Namespace", "Job", "StatefulSet" -> {
                boolean job = !object.kind().equals("Namespace");
                allowed = "a DNS label of at most 63 characters";
                valid =
                        name.length() <= 63
                                && (job && name.contains(".")
                                        ? SUBDOMAIN.matcher(name).matches()
                                        : LABEL_1123.matcher(name).matches());
            }
            case "CronJob" -> {
                allowed = "a DNS name of at most 52 characters: its Jobs add 11";
                valid = name.length() <= 52 && SUBDOMAIN.matcher(name).matches();
            }
            default -> {
                if (PATHS.contains(object.kind())
                        && object.group().equals("rbac.authorization.k8s.io")) {
                    allowed = "a name without '/' and '%'";
                    valid =
                            !name.contains("/")
                                    && !name.contains("%")
                                    && !name.equals(".")
                                    && !name.equals("..");
                } else if (object.group().equals("apiregistration.k8s.io")
                        || object.group().equals("flowcontrol.apiserver.k8s.io")
                        || object.group().isEmpty() && object.kind().equals("Config")) {
                    return;
                } else {
                    allowed = "a DNS name of at most 253 characters";
                    valid = name.length() <= 253 && SUBDOMAIN.matcher(name).matches();
                }
            }
        }
        if (!valid) {
            findings.accept(object.finding(NAME, field, "'" + name + "' as name", allowed));
        }
    }

    private static void metadata(
            Manifest object, Field metadata, Set<String> keys, Consumer<Finding> findings) {
        for (Field label : metadata.get("labels").fields()) {
            String value = label.text();
            if (Placeholder.isIn(value)
                    || Placeholder.isIn(label.key())
                    || label.key().equals("<<")) {
                continue;
            }
            if (!isKey(label.key(), keys)) {
                findings.accept(
                        object.finding(
                                LABEL,
                                label,
                                "'" + label.key() + "' as a label's key",
                                "[prefix/]name, the name of at most 63 characters"));
            } else if (value.length() > 63 || !value.isEmpty() && !KEY.matcher(value).matches()) {
                findings.accept(
                        object.finding(
                                LABEL,
                                label,
                                "'" + value + "' as the value of label " + label.key(),
                                "at most 63 letters, digits, '-', '_' and '.', a letter or digit at"
                                        + " both ends"));
            }
        }
        long size = 0;
        for (Field annotation : metadata.get("annotations").fields()) {
            size += annotation.key().length();
            size += annotation.text().getBytes(StandardCharsets.UTF_8).length;
            if (!isKey(annotation.key(), keys)
                    && !Placeholder.isIn(annotation.key())
                    && !annotation.key().equals("<<")) {
                findings.accept(
                        object.finding(
                                ANNOTATION,
                                annotation,
                                "'" + annotation.key() + "' as an annotation's key",
                                "[prefix/]name, the name of at most 63 characters"));
            }
        }
        if (size > ANNOTATIONS) {
            findings.accept(
                    object.finding(
                            ANNOTATION,
                            metadata.get("annotations"),
                            size + " bytes of annotations",
                            ANNOTATIONS + " bytes at most"));
        }
    }

    private static boolean isKey(String key, Set<String> right) {
        if (right.contains(key)) {
            return true;
        }
        boolean isKey = isKey(key);
        if (isKey) {
            right.add(key);
        }
        return isKey;
    }

    private static boolean isKey(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean prefix =
                slash < 0
                        || slash <= 253
                                && SUBDOMAIN
                                        .matcher(
                                                key.substring(0, slash)
                                                        .toLowerCase(java.util.Locale.ROOT))
                                        .matches();
        return prefix && name.length() <= 63 && KEY.matcher(name).matches();
    }
}
