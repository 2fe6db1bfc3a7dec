package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The level {@code restricted}, control by control, baseline included. Source: Kubernetes
 * documentation, "Pod Security Standards".
 */
final class RestrictedChecks {
    private static final Set<String> VOLUMES =
            Set.of(
                    "configMap",
                    "csi",
                    "downwardAPI",
                    "emptyDir",
                    "ephemeral",
                    "persistentVolumeClaim",
                    "projected",
                    "secret");
    private static final Set<String> SELINUX =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final Set<String> SYSCTLS =
            Set.of(
                    "kernel.shm_rmid_forced",
                    "net.ipv4.ip_local_port_range",
                    "net.ipv4.ip_unprivileged_port_start",
                    "net.ipv4.tcp_syncookies",
                    "net.ipv4.ping_group_range",
                    "net.ipv4.ip_local_reserved_ports",
                    "net.ipv4.tcp_keepalive_time",
                    "net.ipv4.tcp_fin_timeout",
                    "net.ipv4.tcp_keepalive_intvl",
                    "net.ipv4.tcp_keepalive_probes");
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

    private RestrictedChecks() {}

    static void pods(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            Consumer<String> here = problem -> problems.accept(pod.path() + " " + problem);
            pod(pod, here);
            pod.containers().forEach(container -> container(pod, container, here));
            boolean enforced =
                    tree.find("Namespace", "", pod.namespace())
                            .filter(namespace ->
                                    "restricted"
                                            .equals(
                                                    namespace
                                                            .labels()
                                                            .get(
                                                                    "pod-security.kubernetes.io/enforce")))
                            .isPresent();
            if (!enforced) {
                here.accept("is in a namespace that does not enforce restricted");
            }
        }
    }

    private static void pod(Pod pod, Consumer<String> problems) {
        JsonNode spec = pod.spec();
        JsonNode security = spec.path("securityContext");
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            never(spec.path(host).asBoolean(), host, problems);
        }
        for (JsonNode volume : pod.volumes()) {
            volume.fieldNames()
                    .forEachRemaining(type ->
                            never(
                                    !type.equals("name") && !VOLUMES.contains(type),
                                    "volume of type " + type,
                                    problems));
        }
        for (JsonNode sysctl : security.path("sysctls")) {
            never(!SYSCTLS.contains(sysctl.path("name").asText()), "sysctl " + sysctl, problems);
        }
        pod.template()
                .at("/metadata/annotations")
                .properties()
                .forEach(annotation ->
                        never(
                                annotation.getKey().contains("apparmor")
                                        && !annotation
                                                .getValue()
                                                .asText()
                                                .matches("runtime/default|localhost/.*"),
                                "AppArmor annotation",
                                problems));
        never(security.path("runAsUser").asInt(-1) == 0, "root as user", problems);
        context(security, problems);
    }

    private static void container(Pod pod, JsonNode container, Consumer<String> problems) {
        JsonNode security = container.path("securityContext");
        JsonNode whole = pod.spec().path("securityContext");
        context(security, problems);
        never(security.path("privileged").asBoolean(), "privileged container", problems);
        never(
                security.path("allowPrivilegeEscalation").asBoolean(true),
                "privilege escalation",
                problems);
        never(
                TreeObject.eachText(security.at("/capabilities/drop")).noneMatch("ALL"::equals),
                "kept capability",
                problems);
        never(
                TreeObject.eachText(security.at("/capabilities/add"))
                        .anyMatch(added -> !added.equals("NET_BIND_SERVICE")),
                "added capability",
                problems);
        never(
                !security.path("procMount").asText("Default").equals("Default"),
                "procMount",
                problems);
        never(security.path("runAsUser").asInt(-1) == 0, "root as user", problems);
        JsonNode nonRoot = security.path("runAsNonRoot");
        never(
                !(nonRoot.isBoolean() ? nonRoot : whole.path("runAsNonRoot")).asBoolean(),
                "perhaps root",
                problems);
        JsonNode profile = security.at("/seccompProfile/type");
        never(
                !PROFILES.contains(
                        (profile.isTextual() ? profile : whole.at("/seccompProfile/type"))
                                .asText()),
                "no seccomp profile",
                problems);
        container
                .path("ports")
                .forEach(port -> never(port.path("hostPort").asInt() != 0, "host port", problems));
        Stream.of(
                        "/livenessProbe",
                        "/readinessProbe",
                        "/startupProbe",
                        "/lifecycle/postStart",
                        "/lifecycle/preStop")
                .forEach(hook ->
                        never(
                                container.at(hook).path("httpGet").has("host")
                                        || container.at(hook).path("tcpSocket").has("host"),
                                "host in " + hook,
                                problems));
    }

    /** What both a pod's and a container's context may say. */
    private static void context(JsonNode security, Consumer<String> problems) {
        never(security.at("/windowsOptions/hostProcess").asBoolean(), "host process", problems);
        never(
                security.path("seLinuxOptions").has("user")
                        || security.path("seLinuxOptions").has("role")
                        || !SELINUX.contains(security.at("/seLinuxOptions/type").asText()),
                "SELinux options",
                problems);
        never(
                security.at("/appArmorProfile/type").asText().equals("Unconfined"),
                "AppArmor profile",
                problems);
        JsonNode profile = security.at("/seccompProfile/type");
        never(
                profile.isTextual() && !PROFILES.contains(profile.asText()),
                "seccomp profile",
                problems);
        never(
                security.has("runAsNonRoot") && !security.path("runAsNonRoot").asBoolean(),
                "perhaps root",
                problems);
    }

    private static void never(boolean found, String what, Consumer<String> problems) {
        if (found) {
            problems.accept("has: " + what);
        }
    }

    /** What this project asks for over and above. */
    static void beyond(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            Consumer<String> here = problem -> problems.accept(pod.path() + " " + problem);
            never(pod.spec().has("nodeName"), "nodeName, past the scheduler", here);
            never(!pod.spec().at("/securityContext/runAsUser").isIntegralNumber(), "no user", here);
            never(pod.spec().path("enableServiceLinks").asBoolean(true), "service links", here);
            for (JsonNode container : pod.containers()) {
                never(
                        !container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
                        "writable root file system",
                        here);
                String image = container.path("image").asText();
                String last = image.substring(image.lastIndexOf('/') + 1);
                never(
                        !last.matches("[^:@]+(:[^:@]+)?@sha256:[0-9a-f]{64}|[^:@]+:[^:@]+")
                                || last.matches("[^@]*:latest(@.*)?"),
                        "no pinned image: " + image,
                        here);
                never(!container.path("imagePullPolicy").isTextual(), "no pull policy", here);
            }
            for (JsonNode volume : pod.volumes()) {
                never(
                        volume.has("emptyDir") && !volume.path("emptyDir").has("sizeLimit"),
                        "scratch space without end",
                        here);
            }
        }
    }
}
