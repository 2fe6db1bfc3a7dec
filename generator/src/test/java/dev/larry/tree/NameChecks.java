package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Syntax and length of names. Sources: Kubernetes documentation, "Object Names and IDs", "Labels
 * and Selectors", "Annotations"; its validation of Services, Jobs, StatefulSets and RBAC names.
 */
final class NameChecks {
    private static final String WORD = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern LABEL = Pattern.compile(WORD);
    private static final Pattern SUBDOMAIN = Pattern.compile(WORD + "(\\." + WORD + ")*");
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern QUALIFIED =
            Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
    private static final Pattern PORT = Pattern.compile("(?=.*[a-z])(?!.*--)" + WORD);
    private static final Set<String> RBAC =
            Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");

    private NameChecks() {}

    static void objects(RenderedTree tree, Consumer<String> problems) {
        for (TreeObject object : tree.objects()) {
            String name = object.name();
            boolean good =
                    switch (object.kind()) {
                        case "Namespace", "Deployment" -> is(LABEL, 63, name);
                        case "Service" -> is(SERVICE, 63, name);
                        // Its pods carry it as the value of a label.
                        case "Job" -> is(LABEL, 63, name);
                        // Its pods carry it with a number and a hash in labels of 63.
                        case "StatefulSet" -> is(LABEL, 52, name);
                        case "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding" ->
                                !name.isEmpty()
                                        && name.length() <= 253
                                        && !name.matches("\\.\\.?|.*[/%].*");
                        default -> is(SUBDOMAIN, 253, name);
                    };
            if (!good) {
                problems.accept(object.path() + " is called " + name);
            }
            if (!object.namespace().isEmpty() && !is(LABEL, 63, object.namespace())) {
                problems.accept(object.path() + " is in a namespace " + object.namespace());
            }
            if (object.kind().equals("PriorityClass") && name.startsWith("system-")) {
                problems.accept(object.path() + " has a name that is Kubernetes' own");
            }
            if (object.kind().equals("ConfigMap")) {
                TreeObject.texts(object.at("/data")).keySet().stream()
                        .filter(key -> !is(KEY, 253, key) || key.matches("\\.\\.?"))
                        .forEach(key -> problems.accept(object.path() + " has a key " + key));
                if (object.node().toString().length() > 1_000_000) {
                    problems.accept(object.path() + " is larger than a ConfigMap may be");
                }
            }
            if (RBAC.contains(object.kind()) && object.annotation("larry.dev/reason").isEmpty()) {
                problems.accept(object.path() + " does not say why");
            }
        }
    }

    static void labels(RenderedTree tree, Consumer<String> problems) {
        for (TreeObject object : tree.objects()) {
            RenderedTree.mappings(object.node())
                    .forEach(mapping -> {
                        labels(object, mapping.path("labels"), problems);
                        labels(object, mapping.path("matchLabels"), problems);
                        annotations(object, mapping.path("annotations"), problems);
                    });
            if (object.kind().equals("Service")) {
                labels(object, object.at("/spec/selector"), problems);
            }
            if (!"larry".equals(object.labels().get("app.kubernetes.io/managed-by"))) {
                problems.accept(object.path() + " does not say that larry manages it");
            }
        }
    }

    private static void labels(TreeObject object, JsonNode labels, Consumer<String> problems) {
        TreeObject.texts(labels)
                .forEach((key, value) -> {
                    if (!qualified(key) || !(value.isEmpty() || is(QUALIFIED, 63, value))) {
                        problems.accept(object.path() + " has a label " + key + "=" + value);
                    }
                });
    }

    private static void annotations(
            TreeObject object, JsonNode annotations, Consumer<String> problems) {
        int size = 0;
        for (var entry : annotations.properties()) {
            if (!qualified(entry.getKey().toLowerCase(Locale.ROOT))
                    || !entry.getValue().isTextual()) {
                // PrometheusRule annotations are templates of the same shape.
                problems.accept(object.path() + " has an annotation " + entry);
            }
            size += entry.toString().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > 256 * 1024) {
            problems.accept(object.path() + " has annotations of " + size + " bytes");
        }
    }

    private static boolean qualified(String key) {
        int slash = key.indexOf('/');
        return is(QUALIFIED, 63, key.substring(slash + 1))
                && (slash < 0 || is(SUBDOMAIN, 253, key.substring(0, slash)));
    }

    static void pods(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            Consumer<String> here = problem -> problems.accept(pod.path() + " " + problem);
            Set<String> names = new HashSet<>();
            for (JsonNode container : pod.containers()) {
                name(LABEL, 63, container.path("name"), names, "container", here);
                Set<String> variables = new HashSet<>();
                container
                        .path("env")
                        .forEach(variable ->
                                name(
                                        VARIABLE,
                                        253,
                                        variable.path("name"),
                                        variables,
                                        "variable",
                                        here));
                Set<String> mounts = new HashSet<>();
                container
                        .path("volumeMounts")
                        .forEach(mount -> {
                            if (!mounts.add(mount.path("mountPath").asText())) {
                                here.accept("mounts twice at " + mount.path("mountPath"));
                            }
                        });
            }
            Set<String> volumes = new HashSet<>();
            pod.volumes()
                    .forEach(volume ->
                            name(LABEL, 63, volume.path("name"), volumes, "volume", here));
            Set<String> ports = new HashSet<>();
            Set<Integer> numbers = new HashSet<>();
            for (JsonNode port : pod.ports()) {
                name(PORT, 15, port.path("name"), ports, "port", here);
                int number = port.path("containerPort").asInt();
                if (number < 1 || number > 65535 || !numbers.add(number)) {
                    here.accept("has a wrong or second port " + number);
                }
            }
        }
        tree.all("Service")
                .forEach(service -> {
                    Set<String> ports = new HashSet<>();
                    for (JsonNode port : service.at("/spec/ports")) {
                        name(
                                LABEL,
                                63,
                                port.path("name"),
                                ports,
                                "port",
                                problem -> problems.accept(service.path() + " " + problem));
                    }
                });
    }

    private static void name(
            Pattern syntax,
            int longest,
            JsonNode name,
            Set<String> others,
            String what,
            Consumer<String> problems) {
        if (!is(syntax, longest, name.asText()) || !name.isTextual()) {
            problems.accept("has a " + what + " called " + name);
        }
        if (!others.add(name.asText())) {
            problems.accept("has two of the " + what + " " + name);
        }
    }

    private static boolean is(Pattern syntax, int longest, String text) {
        return text.length() <= longest && syntax.matcher(text).matches();
    }
}
