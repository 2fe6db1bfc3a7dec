package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Words of a fixed vocabulary, numbers with bounds, ports, schedules and images. */
final class RangeRules {
    private static final String API = "Kubernetes API reference";
    private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern IMAGE =
            Pattern.compile(
                    "([a-zA-Z0-9.\\-\\[\\]:]+/)?[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*(:[\\w][\\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

    static final Rule ENUM =
            Rule.error(
                    "schema/enum",
                    "A field with a fixed vocabulary has one of its words.",
                    "The API server refuses the object.",
                    "use one of the words allowed; case counts",
                    API);
    static final Rule PORT =
            Rule.error(
                    "schema/port",
                    "A port is a number from 1 to 65535, its name has at most 15 characters.",
                    "The API server refuses the object.",
                    "correct the port",
                    "Kubernetes API reference, ContainerPort; RFC 6335, 5.1");
    static final Rule RANGE =
            Rule.error(
                    "schema/range",
                    "Counts and seconds are whole numbers within their bounds.",
                    "The API server refuses the object.",
                    "correct the number",
                    API);
    static final Rule CRON =
            Rule.error(
                    "schema/cron",
                    "A CronJob's schedule has five fields that a cron clock can show.",
                    "The API server refuses the object.",
                    "correct the schedule: minute, hour, day, month, weekday",
                    "Kubernetes documentation, CronJob, Schedule syntax");
    static final Rule IMAGE_NAME =
            Rule.error(
                    "schema/image",
                    "An image is registry/path:tag@digest, the path in lower case.",
                    "The pod stands with InvalidImageName and never starts.",
                    "correct the image's name",
                    "OCI Distribution Specification, Pulling manifests");
    static final Rule PROBE =
            Rule.error(
                    "schema/probe",
                    "A probe does one thing, and times that make sense.",
                    "The API server refuses the object.",
                    "give it one of exec, httpGet, tcpSocket and grpc",
                    "Kubernetes API reference, Probe");

    static final List<Rule> ALL = List.of(ENUM, PORT, RANGE, CRON, IMAGE_NAME, PROBE);

    private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");
    private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");
    private static final Set<String> NODE_OPERATORS =
            Set.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
    private static final Set<String> EFFECTS =
            Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final Set<String> MODES =
            Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

    private RangeRules() {}

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
            Field spec = object.spec();
            switch (object.group() + "/" + object.kind()) {
                case "apps/Deployment" -> {
                    range(spec, 0, "replicas", "revisionHistoryLimit", "minReadySeconds");
                    range(spec, 1, "progressDeadlineSeconds");
                    word(spec.at("strategy.type"), Set.of("Recreate", "RollingUpdate"));
                    rolling(spec.at("strategy"));
                    selector(spec.get("selector"));
                }
                case "apps/ReplicaSet" -> range(spec, 0, "replicas");
                case "apps/StatefulSet" -> {
                    range(spec, 0, "replicas", "revisionHistoryLimit", "minReadySeconds");
                    word(spec.get("podManagementPolicy"), Set.of("OrderedReady", "Parallel"));
                    word(spec.at("updateStrategy.type"), Set.of("RollingUpdate", "OnDelete"));
                    selector(spec.get("selector"));
                }
                case "apps/DaemonSet" ->
                        word(spec.at("updateStrategy.type"), Set.of("RollingUpdate", "OnDelete"));
                case "batch/Job" -> job(spec);
                case "batch/CronJob" -> {
                    word(spec.get("concurrencyPolicy"), Set.of("Allow", "Forbid", "Replace"));
                    range(
                            spec,
                            0,
                            "startingDeadlineSeconds",
                            "successfulJobsHistoryLimit",
                            "failedJobsHistoryLimit");
                    job(spec.at("jobTemplate.spec"));
                    Field schedule = spec.get("schedule");
                    if (schedule.isScalar()
                            && !Placeholder.isIn(schedule.text())
                            && !CronSchedule.isValid(schedule.text())) {
                        findings.accept(
                                object.finding(
                                        CRON, schedule, "'" + schedule.text() + "'", "* * * * *"));
                    }
                }
                case "/Service" -> service(spec);
                case "/PersistentVolumeClaim", "/PersistentVolume" -> {
                    spec.get("accessModes").items().forEach(each -> word(each, MODES));
                    word(spec.get("volumeMode"), Set.of("Filesystem", "Block"));
                    word(
                            spec.get("persistentVolumeReclaimPolicy"),
                            Set.of("Retain", "Delete", "Recycle"));
                }
                case "networking.k8s.io/NetworkPolicy" -> networkPolicy(spec);
                case "networking.k8s.io/Ingress" -> ingress(spec);
                case "scheduling.k8s.io/PriorityClass" -> {
                    word(
                            object.root().get("preemptionPolicy"),
                            Set.of("Never", "PreemptLowerPriority"));
                    range(object.root(), -2147483648L, 1_000_000_000L, "value");
                }
                case "storage.k8s.io/StorageClass" -> {
                    word(object.root().get("reclaimPolicy"), Set.of("Retain", "Delete"));
                    word(
                            object.root().get("volumeBindingMode"),
                            Set.of("Immediate", "WaitForFirstConsumer"));
                }
                case "/LimitRange" ->
                        spec.get("limits")
                                .items()
                                .forEach(each ->
                                        word(
                                                each.get("type"),
                                                Set.of(
                                                        "Container",
                                                        "Pod",
                                                        "PersistentVolumeClaim")));
                case "/ResourceQuota" ->
                        spec.get("scopes")
                                .items()
                                .forEach(each ->
                                        word(
                                                each,
                                                Set.of(
                                                        "Terminating",
                                                        "NotTerminating",
                                                        "BestEffort",
                                                        "NotBestEffort",
                                                        "PriorityClass",
                                                        "CrossNamespacePodAffinity",
                                                        "VolumeAttributesClass")));
                case "rbac.authorization.k8s.io/RoleBinding",
                        "rbac.authorization.k8s.io/ClusterRoleBinding" -> {
                    Set<String> kinds =
                            object.kind().equals("RoleBinding")
                                    ? Set.of("Role", "ClusterRole")
                                    : Set.of("ClusterRole");
                    word(object.root().at("roleRef.kind"), kinds);
                    object.root()
                            .get("subjects")
                            .items()
                            .forEach(each ->
                                    word(
                                            each.get("kind"),
                                            Set.of("ServiceAccount", "User", "Group")));
                }
                case "autoscaling/HorizontalPodAutoscaler" -> {
                    range(spec, 1, "maxReplicas");
                    if (spec.get("minReplicas").numberOr(1)
                            > spec.get("maxReplicas").numberOr(Long.MAX_VALUE)) {
                        findings.accept(
                                object.finding(
                                        RANGE,
                                        spec.get("minReplicas"),
                                        "minReplicas " + spec.get("minReplicas").text(),
                                        "at most maxReplicas " + spec.get("maxReplicas").text()));
                    }
                }
                case "/Namespace" -> namespace();
                default -> {}
            }
        }

        private void namespace() {
            for (String mode : List.of("enforce", "audit", "warn")) {
                Field level =
                        object.metadata().get("labels").get("pod-security.kubernetes.io/" + mode);
                word(level, Set.of("privileged", "baseline", "restricted"));
                Field version =
                        object.metadata()
                                .get("labels")
                                .get("pod-security.kubernetes.io/" + mode + "-version");
                if (version.exists()
                        && !Placeholder.isIn(version.text())
                        && !version.text().matches("latest|v1\\.[0-9]{1,3}")) {
                    findings.accept(
                            object.finding(
                                    ENUM, version, "'" + version.text() + "'", "latest or v1.N"));
                }
            }
        }

        private void rolling(Field strategy) {
            Field rolling = strategy.get("rollingUpdate");
            if (strategy.get("type").is("Recreate") && rolling.exists()) {
                findings.accept(
                        object.finding(
                                RANGE, rolling, "rollingUpdate with type Recreate", "one of them"));
            }
            if (isZero(rolling.get("maxSurge")) && isZero(rolling.get("maxUnavailable"))) {
                findings.accept(
                        object.finding(
                                RANGE,
                                rolling,
                                "maxSurge and maxUnavailable are both 0",
                                "one of them above 0"));
            }
        }

        private static boolean isZero(Field field) {
            return field.is("0") || field.is("0%");
        }

        private void job(Field spec) {
            range(spec, 0, "backoffLimit", "ttlSecondsAfterFinished", "parallelism", "completions");
            range(spec, 1, "activeDeadlineSeconds");
            word(spec.get("completionMode"), Set.of("NonIndexed", "Indexed"));
            word(spec.get("podReplacementPolicy"), Set.of("TerminatingOrFailed", "Failed"));
            for (Field rule : spec.at("podFailurePolicy.rules").items()) {
                word(rule.get("action"), Set.of("FailJob", "Ignore", "Count", "FailIndex"));
                word(rule.at("onExitCodes.operator"), Set.of("In", "NotIn"));
                for (Field code : rule.at("onExitCodes.values").items()) {
                    bound(code, 0, 255);
                    if (code.is("0") && rule.at("onExitCodes.operator").is("In")) {
                        findings.accept(
                                object.finding(
                                        RANGE, code, "exit code 0 as a failure", "1 to 255"));
                    }
                }
            }
            if (spec.get("podFailurePolicy").exists()
                    && !spec.at("template.spec.restartPolicy").is("Never")) {
                findings.accept(
                        object.finding(
                                RANGE,
                                spec.get("podFailurePolicy"),
                                "podFailurePolicy with restartPolicy "
                                        + spec.at("template.spec.restartPolicy").textOr("Always"),
                                "restartPolicy Never"));
            }
            if (spec.get("podFailurePolicy").exists()
                    && spec.get("podReplacementPolicy").is("TerminatingOrFailed")) {
                findings.accept(
                        object.finding(
                                RANGE,
                                spec.get("podReplacementPolicy"),
                                "TerminatingOrFailed with a podFailurePolicy",
                                "Failed"));
            }
        }

        private void service(Field spec) {
            word(spec.get("type"), Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"));
            word(spec.get("sessionAffinity"), Set.of("None", "ClientIP"));
            word(spec.get("externalTrafficPolicy"), Set.of("Cluster", "Local"));
            word(spec.get("internalTrafficPolicy"), Set.of("Cluster", "Local"));
            word(
                    spec.get("ipFamilyPolicy"),
                    Set.of("SingleStack", "PreferDualStack", "RequireDualStack"));
            for (Field port : spec.get("ports").items()) {
                number(port.get("port"));
                number(port.get("nodePort"));
                numberOrName(port.get("targetPort"));
                word(port.get("protocol"), PROTOCOLS);
                if (port.get("nodePort").numberOr(0) > 0
                        && spec.get("type").textOr("ClusterIP").equals("ClusterIP")) {
                    findings.accept(
                            object.finding(
                                    PORT,
                                    port.get("nodePort"),
                                    "a nodePort on a ClusterIP Service",
                                    "type NodePort or LoadBalancer"));
                }
            }
        }

        private void networkPolicy(Field spec) {
            spec.get("policyTypes")
                    .items()
                    .forEach(each -> word(each, Set.of("Ingress", "Egress")));
            selector(spec.get("podSelector"));
            for (String way : List.of("ingress", "egress")) {
                for (Field rule : spec.get(way).items()) {
                    for (Field port : rule.get("ports").items()) {
                        numberOrName(port.get("port"));
                        word(port.get("protocol"), PROTOCOLS);
                        if (port.get("endPort").exists()) {
                            number(port.get("endPort"));
                            if (port.get("endPort").numberOr(65536)
                                    < port.get("port").numberOr(0)) {
                                findings.accept(
                                        object.finding(
                                                PORT,
                                                port.get("endPort"),
                                                "endPort " + port.get("endPort").text(),
                                                "at least port " + port.get("port").text()));
                            }
                        }
                    }
                    for (Field peer : rule.get(way.equals("ingress") ? "from" : "to").items()) {
                        selector(peer.get("podSelector"));
                        selector(peer.get("namespaceSelector"));
                        cidr(peer.at("ipBlock.cidr"));
                        peer.at("ipBlock.except").items().forEach(this::cidr);
                        if (peer.get("ipBlock").exists()
                                && (peer.get("podSelector").exists()
                                        || peer.get("namespaceSelector").exists())) {
                            findings.accept(
                                    object.finding(
                                            ENUM,
                                            peer.get("ipBlock"),
                                            "ipBlock beside a selector",
                                            "one of them a peer"));
                        }
                    }
                }
            }
        }

        private void cidr(Field field) {
            if (field.isScalar()
                    && !Placeholder.isIn(field.text())
                    && !Cidr.isValid(field.text())) {
                findings.accept(
                        object.finding(
                                RANGE,
                                field,
                                "'" + field.text() + "'",
                                "a CIDR such as 10.0.0.0/8"));
            }
        }

        private void ingress(Field spec) {
            for (Field rule : spec.get("rules").items()) {
                for (Field path : rule.at("http.paths").items()) {
                    if (object.apiVersion().equals("networking.k8s.io/v1")
                            && path.get("pathType").isAbsent()) {
                        findings.accept(
                                object.finding(
                                        ENUM,
                                        path,
                                        "no pathType",
                                        "Exact, Prefix or ImplementationSpecific"));
                    }
                    word(path.get("pathType"), Set.of("Exact", "Prefix", "ImplementationSpecific"));
                    number(path.at("backend.service.port.number"));
                }
            }
        }

        private void selector(Field selector) {
            for (Field expression : selector.get("matchExpressions").items()) {
                word(expression.get("operator"), OPERATORS);
                boolean values = expression.get("operator").text().endsWith("In");
                if (values == expression.get("values").isEmpty()
                        && OPERATORS.contains(expression.get("operator").text())) {
                    findings.accept(
                            object.finding(
                                    ENUM,
                                    expression,
                                    expression.get("operator").text()
                                            + (values ? " without values" : " with values"),
                                    "values with In and NotIn only"));
                }
            }
        }

        void pod(Pod pod) {
            Field spec = pod.spec();
            boolean job = pod.owner().group().equals("batch");
            if (!job
                    && !pod.owner().kind().equals("Pod")
                    && !pod.owner().kind().equals("PodTemplate")) {
                word(spec.get("restartPolicy"), Set.of("Always"));
            } else {
                word(spec.get("restartPolicy"), Set.of("Always", "OnFailure", "Never"));
            }
            word(
                    spec.get("dnsPolicy"),
                    Set.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"));
            range(spec, 0, "terminationGracePeriodSeconds");
            range(spec, 1, "activeDeadlineSeconds");
            word(pod.security().get("fsGroupChangePolicy"), Set.of("OnRootMismatch", "Always"));
            range(pod.security(), 0, "runAsUser", "runAsGroup", "fsGroup");
            word(
                    pod.security().at("seccompProfile.type"),
                    Set.of("RuntimeDefault", "Localhost", "Unconfined"));
            for (Field toleration : spec.get("tolerations").items()) {
                word(toleration.get("operator"), Set.of("Equal", "Exists", "Gt", "Lt"));
                if (!toleration.get("effect").isEmpty()) {
                    word(toleration.get("effect"), EFFECTS);
                }
                if (toleration.get("operator").is("Exists") && !toleration.get("value").isEmpty()) {
                    findings.accept(
                            object.finding(
                                    ENUM,
                                    toleration.get("value"),
                                    "a value with operator Exists",
                                    "none"));
                }
            }
            nodeAffinity(
                    spec.at(
                            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"));
            for (Field spread : spec.get("topologySpreadConstraints").items()) {
                word(spread.get("whenUnsatisfiable"), Set.of("DoNotSchedule", "ScheduleAnyway"));
                range(spread, 1, "maxSkew");
            }
            for (Container container : pod.containers()) {
                container(container);
            }
            for (Field volume : spec.get("volumes").items()) {
                mode(volume.at("configMap.defaultMode"));
                mode(volume.at("secret.defaultMode"));
                mode(volume.at("projected.defaultMode"));
            }
        }

        private void mode(Field field) {
            if (field.text().matches("0o?[0-7]{1,4}")) {
                return; // YAML reads an octal number
            }
            bound(field, 0, 511);
        }

        private void nodeAffinity(Field required) {
            for (Field term : required.get("nodeSelectorTerms").items()) {
                for (Field expression : term.get("matchExpressions").items()) {
                    word(expression.get("operator"), NODE_OPERATORS);
                    if (expression.get("operator").text().endsWith("In")
                            && expression.get("values").isEmpty()) {
                        findings.accept(
                                object.finding(ENUM, expression, "In without values", "values"));
                    }
                }
            }
            if (required.exists() && required.get("nodeSelectorTerms").isEmpty()) {
                findings.accept(
                        object.finding(ENUM, required, "no nodeSelectorTerms", "at least one"));
            }
        }

        private void container(Container container) {
            Field field = container.field();
            word(field.get("imagePullPolicy"), Set.of("Always", "IfNotPresent", "Never"));
            word(field.get("terminationMessagePolicy"), Set.of("File", "FallbackToLogsOnError"));
            range(container.security(), 0, "runAsUser", "runAsGroup");
            word(
                    container.security().at("seccompProfile.type"),
                    Set.of("RuntimeDefault", "Localhost", "Unconfined"));
            for (Field port : field.get("ports").items()) {
                number(port.get("containerPort"));
                if (!port.get("hostPort").is("0")) {
                    number(port.get("hostPort"));
                }
                word(port.get("protocol"), PROTOCOLS);
                Field name = port.get("name");
                if (!name.isEmpty() && !Placeholder.isIn(name.text()) && !isPortName(name.text())) {
                    badPort(name);
                }
            }
            for (String name : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
                if (field.get(name).isMapping()) {
                    probe(field.get(name));
                }
            }
            String image = field.get("image").text();
            if (!image.isEmpty()
                    && !Placeholder.isIn(image)
                    && !IMAGE.matcher(image).matches()
                    && !image.contains("$")) {
                findings.accept(
                        object.finding(
                                IMAGE_NAME,
                                field.get("image"),
                                "'" + image + "'",
                                "registry/path:tag, the path in lower case"));
            }
        }

        private void probe(Field probe) {
            List<String> ways =
                    probe.keys().stream()
                            .filter(Set.of("exec", "httpGet", "tcpSocket", "grpc")::contains)
                            .toList();
            if (ways.size() != 1 && !probe.keys().contains("<<")) {
                findings.accept(
                        object.finding(
                                PROBE,
                                probe,
                                ways.isEmpty()
                                        ? "does nothing"
                                        : "does " + String.join(" and ", ways),
                                "one of exec, httpGet, tcpSocket and grpc"));
            }
            numberOrName(probe.at("httpGet.port"));
            numberOrName(probe.at("tcpSocket.port"));
            number(probe.at("grpc.port"));
            word(probe.at("httpGet.scheme"), Set.of("HTTP", "HTTPS"));
            for (String way : List.of("httpGet", "tcpSocket", "grpc")) {
                if (probe.get(way).isMapping() && probe.get(way).get("port").isAbsent()) {
                    findings.accept(
                            object.finding(PROBE, probe.get(way), way + " without port", "a port"));
                }
            }
            range(probe, 0, "initialDelaySeconds");
            range(probe, 1, "periodSeconds", "timeoutSeconds", "failureThreshold");
            Field success = probe.get("successThreshold");
            if (!probe.key().equals("readinessProbe") && success.numberOr(1) != 1) {
                findings.accept(
                        object.finding(
                                PROBE,
                                success,
                                "successThreshold " + success.text() + " of a " + probe.key(),
                                "1; only readiness probes may ask for more"));
            }
        }

        private void word(Field field, Set<String> words) {
            if (field.isScalar()
                    && !words.contains(field.text())
                    && !Placeholder.isIn(field.text())) {
                findings.accept(
                        object.finding(
                                ENUM,
                                field,
                                "'" + field.text() + "' as " + name(field),
                                String.join(", ", words.stream().sorted().toList())));
            }
        }

        private static String name(Field field) {
            return field.key().startsWith("[") ? field.parent().key() : field.key();
        }

        private void range(Field parent, long least, String... keys) {
            for (String key : keys) {
                bound(parent.get(key), least, Long.MAX_VALUE);
            }
        }

        private void range(Field parent, long least, long most, String key) {
            bound(parent.get(key), least, most);
        }

        private void bound(Field field, long least, long most) {
            if (field.isAbsent() || Placeholder.isIn(field.text())) {
                return;
            }
            boolean good =
                    field.number().isPresent()
                            && !field.isQuoted()
                            && field.numberOr(least) >= least
                            && field.numberOr(most) <= most;
            if (!good) {
                findings.accept(
                        object.finding(
                                RANGE,
                                field,
                                "'" + field.text() + "' as " + name(field),
                                "a whole number "
                                        + (most == Long.MAX_VALUE
                                                ? "of " + least + " or more"
                                                : "from " + least + " to " + most)));
            }
        }

        private void number(Field field) {
            if (field.isAbsent() || Placeholder.isIn(field.text())) {
                return;
            }
            long number = field.numberOr(-1);
            if (number < 1 || number > 65535 || field.isQuoted()) {
                badPort(field);
            }
        }

        private void numberOrName(Field field) {
            if (field.isAbsent() || Placeholder.isIn(field.text())) {
                return;
            }
            boolean isNumber = field.number().isPresent() && !field.isQuoted();
            if (isNumber
                    ? field.numberOr(0) < 1 || field.numberOr(0) > 65535
                    : !isPortName(field.text())) {
                badPort(field);
            }
        }

        private static boolean isPortName(String text) {
            return text.length() <= 15
                    && PORT_NAME.matcher(text).matches()
                    && !text.contains("--")
                    && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        }

        private void badPort(Field field) {
            findings.accept(
                    object.finding(
                            PORT,
                            field,
                            "'"
                                    + field.text()
                                    + "' as "
                                    + (field.key().equals("name") ? "a port's name" : field.key()),
                            "1 to 65535, or a name of at most 15 lower case letters, digits and"
                                    + " '-'"));
        }
    }
}
