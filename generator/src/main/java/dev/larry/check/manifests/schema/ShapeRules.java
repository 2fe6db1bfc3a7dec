package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Members that must be there, lists whose elements are told apart by name, and texts. */
final class ShapeRules {
    private static final String API = "Kubernetes API reference";

    static final Rule REQUIRED =
            Rule.error(
                    "schema/required",
                    "An object has every member that its kind cannot do without.",
                    "The API server refuses it.",
                    "add the member",
                    API);
    static final Rule DUPLICATE_NAME =
            Rule.error(
                    "schema/duplicate-name",
                    "Containers, ports, volumes, mounts and variables are there once each.",
                    "Lists that merge by name keep one of the two, or the API server refuses the"
                            + " object.",
                    "remove one of the two, or give it a name of its own",
                    API + ", Server-Side Apply, merge strategy");
    static final Rule TEXT =
            Rule.error(
                    "schema/text",
                    "Labels, annotations, variables, arguments and data are texts.",
                    "yes, 1.10 and 012 are no texts in YAML: the API server refuses the object, or"
                            + " stores something else than was written.",
                    "quote the value",
                    API);
    static final Rule SELECTOR =
            Rule.error(
                    "schema/selector",
                    "A workload's selector matches the labels of its own template.",
                    "The API server refuses the object.",
                    "give selector and template the same labels",
                    "Kubernetes documentation, Deployments, Selector");

    static final List<Rule> ALL = List.of(REQUIRED, DUPLICATE_NAME, TEXT, SELECTOR);

    private ShapeRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest object : tree.objects()) {
            new Judge(object, findings).judge();
        }
        for (Pod pod : tree.pods()) {
            new Judge(pod.owner(), findings).pod(pod);
        }
    }

    private record Judge(Manifest object, Consumer<Finding> findings) {
        void judge() {
            Field metadata = object.metadata();
            if (metadata.get("name").isEmpty() && metadata.get("generateName").isEmpty()) {
                missing(metadata, "metadata.name");
            }
            texts(metadata.get("labels"));
            texts(metadata.get("annotations"));
            Field spec = object.spec();
            switch (object.group() + "/" + object.kind()) {
                case "apps/Deployment", "apps/ReplicaSet", "apps/DaemonSet", "apps/StatefulSet" -> {
                    need(spec, "selector", "template");
                    selector(spec);
                }
                case "batch/Job" -> {
                    need(spec, "template");
                    restart(spec.at("template.spec"));
                }
                case "batch/CronJob" -> {
                    need(spec, "schedule", "jobTemplate");
                    restart(spec.at("jobTemplate.spec.template.spec"));
                }
                case "/Pod" -> need(object.root(), "spec");
                case "/Service" -> service(spec);
                case "/PersistentVolumeClaim" -> {
                    need(spec, "accessModes");
                    need(spec.get("resources").get("requests"), "storage");
                }
                case "/PersistentVolume" -> need(spec, "accessModes", "capacity");
                case "/ConfigMap" -> {
                    texts(object.root().get("data"));
                    both(object.root().get("data"), object.root().get("binaryData"));
                }
                case "/Secret" -> texts(object.root().get("stringData"));
                case "/LimitRange" -> {
                    need(spec, "limits");
                    spec.get("limits").items().forEach(each -> need(each, "type"));
                }
                case "networking.k8s.io/NetworkPolicy" -> networkPolicy(spec);
                case "networking.k8s.io/Ingress" -> {
                    if (spec.get("defaultBackend").isAbsent() && spec.get("rules").isEmpty()) {
                        missing(spec, "rules or defaultBackend");
                    }
                }
                case "policy/PodDisruptionBudget" -> {
                    if (spec.get("minAvailable").exists() && spec.get("maxUnavailable").exists()) {
                        findings.accept(
                                object.finding(
                                        REQUIRED,
                                        spec.get("maxUnavailable"),
                                        "minAvailable and maxUnavailable",
                                        "one of the two"));
                    }
                }
                case "autoscaling/HorizontalPodAutoscaler" ->
                        need(spec, "scaleTargetRef", "maxReplicas");
                case "scheduling.k8s.io/PriorityClass" -> need(object.root(), "value");
                case "rbac.authorization.k8s.io/RoleBinding",
                        "rbac.authorization.k8s.io/ClusterRoleBinding" ->
                        binding();
                case "rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole" ->
                        object.root().get("rules").items().forEach(this::rule);
                case "argoproj.io/Application" -> {
                    need(spec, "project", "destination");
                    if (spec.get("source").isAbsent()
                            && spec.get("sources").isEmpty()
                            && spec.get("sourceHydrator").isAbsent()) {
                        missing(spec, "source");
                    }
                }
                case "monitoring.coreos.com/ServiceMonitor" -> need(spec, "selector", "endpoints");
                case "monitoring.coreos.com/PodMonitor" -> need(spec, "selector");
                case "monitoring.coreos.com/PrometheusRule" -> rules(spec);
                default -> {}
            }
        }

        private void rules(Field spec) {
            unique(spec.get("groups"), "name");
            for (Field group : spec.get("groups").items()) {
                need(group, "name");
                for (Field rule : group.get("rules").items()) {
                    need(rule, "expr");
                    if (rule.get("alert").isEmpty() == rule.get("record").isEmpty()) {
                        findings.accept(
                                object.finding(
                                        REQUIRED, rule, "a rule", "one of alert and record"));
                    }
                }
            }
        }

        private void rule(Field rule) {
            if (rule.get("verbs").isEmpty()) {
                missing(rule, "verbs");
            }
            if (rule.get("nonResourceURLs").isEmpty()) {
                if (rule.get("resources").isEmpty()) {
                    missing(rule, "resources");
                }
                if (rule.get("apiGroups").isEmpty()) {
                    missing(rule, "apiGroups");
                }
            }
        }

        private void binding() {
            Field roleRef = object.root().get("roleRef");
            need(object.root(), "roleRef");
            if (roleRef.exists()) {
                need(roleRef, "kind", "name");
            }
            for (Field subject : object.root().get("subjects").items()) {
                need(subject, "kind", "name");
                if (subject.get("kind").is("ServiceAccount")
                        && object.kind().equals("ClusterRoleBinding")) {
                    need(subject, "namespace");
                }
            }
        }

        private void networkPolicy(Field spec) {
            if (spec.get("podSelector").isAbsent() && !spec.exists()) {
                missing(spec, "podSelector");
            }
        }

        private void service(Field spec) {
            boolean external = spec.get("type").is("ExternalName");
            boolean headless = spec.get("clusterIP").is("None");
            if (external) {
                need(spec, "externalName");
            } else if (spec.get("ports").isEmpty() && !headless) {
                missing(spec, "ports");
            }
            List<Field> ports = spec.get("ports").items();
            unique(spec.get("ports"), "name");
            Set<String> seen = new HashSet<>();
            for (Field port : ports) {
                need(port, "port");
                if (ports.size() > 1) {
                    need(port, "name");
                }
                String number = port.get("port").text();
                if (!number.isEmpty() && !seen.add(number + protocol(port))) {
                    twice(port.get("port"), "port " + number);
                }
            }
        }

        private static String protocol(Field port) {
            return "/" + port.get("protocol").textOr("TCP");
        }

        private void restart(Field spec) {
            String policy = spec.get("restartPolicy").textOr("Always");
            if (spec.exists() && policy.equals("Always")) {
                findings.accept(
                        object.finding(
                                REQUIRED,
                                spec.get("restartPolicy"),
                                "restartPolicy "
                                        + (spec.get("restartPolicy").exists()
                                                ? policy
                                                : "is not set"),
                                "Never or OnFailure for the pods of a Job"));
            }
        }

        private void selector(Field spec) {
            Field template = spec.get("template");
            if (spec.get("selector").isMapping()
                    && template.isMapping()
                    && !dev.larry.check.manifests.Selector.matches(
                            spec.get("selector"), template.at("metadata.labels").texts())) {
                findings.accept(
                        object.finding(
                                SELECTOR,
                                spec.get("selector"),
                                "selects "
                                        + spec.at("selector.matchLabels").texts()
                                        + ", its pods carry "
                                        + template.at("metadata.labels").texts(),
                                "labels of the template"));
            } else if (spec.get("selector").isMapping() && spec.get("selector").isEmpty()) {
                findings.accept(
                        object.finding(
                                SELECTOR, spec.get("selector"), "selects everything", "labels"));
            }
        }

        void pod(Pod pod) {
            Field spec = pod.spec();
            if (pod.containers().stream().noneMatch(each -> each.role() == Container.Role.MAIN)) {
                missing(spec, "containers");
            }
            if (!pod.owner().kind().equals("Pod")) {
                texts(pod.metadata().get("labels"));
                texts(pod.metadata().get("annotations"));
            }
            Set<String> names = new HashSet<>();
            Set<String> portNames = new HashSet<>();
            for (Container container : pod.containers()) {
                Field field = container.field();
                need(field, "name", "image");
                if (!container.name().isEmpty() && !names.add(container.name())) {
                    twice(field.get("name"), "container " + container.name());
                }
                container(
                        field,
                        container.role() == Container.Role.MAIN ? portNames : new HashSet<>());
            }
            unique(spec.get("volumes"), "name");
            spec.get("volumes")
                    .items()
                    .forEach(volume -> {
                        need(volume, "name");
                        long sources =
                                volume.keys().stream().filter(key -> !key.equals("name")).count();
                        if (sources > 1 && !volume.keys().contains("<<")) {
                            findings.accept(
                                    object.finding(
                                            REQUIRED,
                                            volume,
                                            "a volume of " + sources + " kinds",
                                            "one kind a volume"));
                        }
                    });
            unique(spec.get("imagePullSecrets"), "name");
            unique(spec.get("hostAliases"), "ip");
        }

        private void container(Field field, Set<String> portNames) {
            unique(field.get("volumeMounts"), "mountPath");
            unique(field.get("volumeDevices"), "devicePath");
            Set<String> seen = new HashSet<>();
            for (Field port : field.get("ports").items()) {
                need(port, "containerPort");
                String name = port.get("name").text();
                if (!name.isEmpty() && !portNames.add(name)) {
                    twice(port.get("name"), "port " + name);
                }
                String number = port.get("containerPort").text();
                if (!number.isEmpty()
                        && !seen.add(
                                number
                                        + protocol(port)
                                        + port.get("hostIP").text()
                                        + port.get("hostPort").text())) {
                    twice(port.get("containerPort"), "port " + number);
                }
            }
            for (Field mount : field.get("volumeMounts").items()) {
                need(mount, "name", "mountPath");
            }
            Set<String> variables = new HashSet<>();
            for (Field variable : field.get("env").items()) {
                String name = variable.get("name").text();
                need(variable, "name");
                text(variable.get("value"));
                if (!name.isEmpty() && !variables.add(name)) {
                    twice(variable.get("name"), "variable " + name);
                }
                if (!variable.get("value").isEmpty() && variable.get("valueFrom").exists()) {
                    findings.accept(
                            object.finding(
                                    REQUIRED,
                                    variable.get("valueFrom"),
                                    "value and valueFrom of " + name,
                                    "one of the two"));
                }
            }
            field.get("args").items().forEach(this::text);
            field.get("command").items().forEach(this::text);
        }

        private void both(Field data, Field binary) {
            for (Field field : binary.fields()) {
                if (data.get(field.key()).exists()) {
                    twice(field, "key " + field.key() + " in data and binaryData,");
                }
            }
        }

        private void need(Field parent, String... keys) {
            for (String key : keys) {
                if (parent.get(key).isAbsent()
                        || parent.get(key).isScalar() && parent.get(key).isEmpty()
                        || parent.get(key).isSequence() && parent.get(key).isEmpty()) {
                    missing(parent, key);
                }
            }
        }

        private void missing(Field parent, String key) {
            findings.accept(
                    object.finding(
                            REQUIRED,
                            parent,
                            (parent.path().isEmpty() || key.startsWith("metadata.")
                                            ? ""
                                            : parent.path() + " ")
                                    + "has no "
                                    + key,
                            ""));
        }

        private void unique(Field list, String key) {
            Set<String> seen = new HashSet<>();
            for (Field each : list.items()) {
                String name = each.get(key).text();
                if (!name.isEmpty() && !seen.add(name)) {
                    twice(each.get(key), key + " " + name);
                }
            }
        }

        private void twice(Field field, String what) {
            findings.accept(object.finding(DUPLICATE_NAME, field, what + " twice", "each once"));
        }

        private void texts(Field mapping) {
            mapping.fields().forEach(this::text);
        }

        private void text(Field field) {
            if (field.key().equals("<<")) {
                return;
            }
            if (field.isMapping() || field.isSequence()) {
                findings.accept(object.finding(TEXT, field, field.key() + " is no text", "a text"));
            } else if (field.isScalar() && PlainText.isRead(field)) {
                findings.accept(
                        object.finding(
                                TEXT,
                                field,
                                field.text() + " is " + PlainText.readAs(field),
                                "a text",
                                "write \"" + field.text() + "\""));
            }
        }
    }
}
