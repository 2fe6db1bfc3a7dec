package dev.larry.check.manifests.security;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The Pod Security Standards, baseline and restricted, at one version of Kubernetes.
 *
 * <p>Each violation is named once, by the least strict rule that it breaks. Where the tree holds
 * the pod's Namespace, the level that it enforces counts; without one, restricted only warns.
 */
public final class PodSecurity {
    /** The minor version of Kubernetes whose policy is meant. */
    public static final int VERSION = 36;

    private static final Set<String> CAPABILITIES =
            Set.of(
                    "AUDIT_WRITE",
                    "CHOWN",
                    "DAC_OVERRIDE",
                    "FOWNER",
                    "FSETID",
                    "KILL",
                    "MKNOD",
                    "NET_BIND_SERVICE",
                    "SETFCAP",
                    "SETGID",
                    "SETPCAP",
                    "SETUID",
                    "SYS_CHROOT");
    private static final Set<String> VOLUMES =
            Set.of(
                    "configMap",
                    "csi",
                    "downwardAPI",
                    "emptyDir",
                    "ephemeral",
                    "image",
                    "persistentVolumeClaim",
                    "projected",
                    "secret");
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
    private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String SECCOMP_CONTAINER =
            "container.seccomp.security.alpha.kubernetes.io/";

    private final Pod pod;
    private final int version;
    private final PodSecurityLevel level;
    private final Consumer<Finding> findings;

    private PodSecurity(Pod pod, int version, PodSecurityLevel level, Consumer<Finding> findings) {
        this.pod = pod;
        this.version = version;
        this.level = level;
        this.findings = findings;
    }

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            PodSecurityLevel level = PodSecurityLevel.of(tree, pod.namespace());
            check(pod, PodSecurityLevel.version(tree, pod.namespace(), VERSION), level, findings);
        }
    }

    /** Judges one pod by the policy of one minor version. */
    static void check(Pod pod, int version, PodSecurityLevel level, Consumer<Finding> findings) {
        if (level == PodSecurityLevel.PRIVILEGED) {
            return;
        }
        PodSecurity judge = new PodSecurity(pod, version, level, findings);
        judge.baselinePod();
        pod.containers().forEach(judge::baselineContainer);
        if (level != PodSecurityLevel.BASELINE) {
            judge.restrictedPod();
            pod.containers().forEach(judge::restrictedContainer);
        }
    }

    private void baselinePod() {
        Field spec = pod.spec();
        for (String key : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (spec.get(key).isTrue()) {
                say(PodSecurityRules.HOST_NAMESPACES, spec.get(key), key + ": true", "false");
            }
        }
        for (Field volume : spec.get("volumes").items()) {
            if (volume.get("hostPath").exists()) {
                say(
                        PodSecurityRules.HOST_PATH,
                        volume.get("hostPath"),
                        "volume " + volume.get("name").text() + " is a path of the node",
                        "another kind of volume");
            }
        }
        Set<String> safe = Sysctls.safe(version);
        for (Field sysctl : pod.security().get("sysctls").items()) {
            String name = sysctl.get("name").text();
            if (!safe.contains(name)) {
                say(PodSecurityRules.SYSCTLS, sysctl, "sysctl " + name, "the safe ones");
            }
        }
        context(pod.security());
        annotations();
    }

    /** What a pod's and a container's securityContext have in common. */
    private void context(Field context) {
        Field windows = context.at("windowsOptions.hostProcess");
        if (windows.isTrue()) {
            say(PodSecurityRules.WINDOWS, windows, "hostProcess: true", "false");
        }
        Field apparmor = context.get("appArmorProfile");
        if (apparmor.exists() && !PROFILES.contains(apparmor.get("type").text())) {
            say(
                    PodSecurityRules.APPARMOR,
                    apparmor.get("type"),
                    "AppArmor profile " + apparmor.get("type").text(),
                    "RuntimeDefault or Localhost");
        }
        seLinux(context.get("seLinuxOptions"));
        Field seccomp = context.get("seccompProfile");
        if (version >= 19 && seccomp.exists() && !PROFILES.contains(seccomp.get("type").text())) {
            say(
                    PodSecurityRules.SECCOMP,
                    seccomp.get("type"),
                    "seccomp profile " + seccomp.get("type").text(),
                    "RuntimeDefault or Localhost");
        }
    }

    private void seLinux(Field options) {
        String type = options.get("type").text();
        Set<String> types =
                new HashSet<>(Set.of("", "container_t", "container_init_t", "container_kvm_t"));
        if (version >= 31) {
            types.add("container_engine_t");
        }
        if (!types.contains(type)) {
            say(
                    PodSecurityRules.SELINUX,
                    options.get("type"),
                    "SELinux type " + type,
                    "container_t and its kind");
        }
        for (String key : List.of("user", "role")) {
            if (!options.get(key).isEmpty()) {
                say(
                        PodSecurityRules.SELINUX,
                        options.get(key),
                        "SELinux " + key + " " + options.get(key).text(),
                        "none");
            }
        }
    }

    private void annotations() {
        Set<String> names = new HashSet<>();
        pod.containers().forEach(each -> names.add(each.name()));
        for (Field annotation : pod.metadata().get("annotations").fields()) {
            String value = annotation.text();
            if (annotation.key().startsWith(APPARMOR)
                    && !value.isEmpty()
                    && !value.equals("runtime/default")
                    && !value.startsWith("localhost/")) {
                say(
                        PodSecurityRules.APPARMOR,
                        annotation,
                        "AppArmor profile " + value,
                        "runtime/default or localhost/*");
            }
            boolean seccomp =
                    annotation.key().equals(SECCOMP)
                            || annotation.key().startsWith(SECCOMP_CONTAINER)
                                    && names.contains(
                                            annotation.key().substring(SECCOMP_CONTAINER.length()));
            if (version < 19
                    && seccomp
                    && !value.equals("runtime/default")
                    && !value.equals("docker/default")
                    && !value.startsWith("localhost/")) {
                say(
                        PodSecurityRules.SECCOMP,
                        annotation,
                        "seccomp profile " + value,
                        "runtime/default or localhost/*");
            }
        }
    }

    private void baselineContainer(Container container) {
        Field security = container.security();
        context(security);
        if (security.get("privileged").isTrue()) {
            say(
                    PodSecurityRules.PRIVILEGED,
                    security.get("privileged"),
                    of(container) + "privileged: true",
                    "false");
        }
        for (Field added : security.at("capabilities.add").items()) {
            if (!CAPABILITIES.contains(added.text())) {
                say(
                        PodSecurityRules.CAPABILITIES,
                        added,
                        of(container) + "capability " + added.text() + " added",
                        "none beyond those a runtime gives");
            }
        }
        Field procMount = security.get("procMount");
        if (isForbidden(procMount) && !(version >= 35 && userNamespace())) {
            say(
                    PodSecurityRules.PROC_MOUNT,
                    procMount,
                    of(container) + "procMount " + procMount.text(),
                    "Default");
        }
        for (Field port : container.field().get("ports").items()) {
            if (port.get("hostPort").numberOr(0) != 0) {
                say(
                        PodSecurityRules.HOST_PORTS,
                        port.get("hostPort"),
                        of(container) + "hostPort " + port.get("hostPort").text(),
                        "none");
            }
        }
        if (version >= 34) {
            hosts(container);
        }
    }

    private static boolean isForbidden(Field procMount) {
        return procMount.exists() && !procMount.is("Default");
    }

    private boolean userNamespace() {
        return pod.spec().get("hostUsers").isFalse();
    }

    private void hosts(Container container) {
        for (String where :
                List.of(
                        "livenessProbe",
                        "readinessProbe",
                        "startupProbe",
                        "lifecycle.postStart",
                        "lifecycle.preStop")) {
            Field handler = container.field().at(where);
            for (String way : List.of("httpGet", "tcpSocket")) {
                Field host = handler.get(way).get("host");
                if (!host.isEmpty()) {
                    say(
                            PodSecurityRules.HOST_PROBES,
                            host,
                            of(container) + where + " asks host " + host.text(),
                            "none: the pod's own address");
                }
            }
        }
    }

    private void restrictedPod() {
        for (Field volume : pod.spec().get("volumes").items()) {
            Set<String> kinds = volume.keys();
            if (kinds.stream().noneMatch(VOLUMES::contains)
                    && volume.get("hostPath").isAbsent()
                    && kinds.size() > 1) {
                String kind =
                        kinds.stream().filter(key -> !key.equals("name")).findFirst().orElse("");
                say(
                        PodSecurityRules.VOLUMES,
                        volume.get(kind),
                        "volume " + volume.get("name").text() + " of kind " + kind,
                        String.join(", ", VOLUMES.stream().sorted().toList()));
            }
        }
        Field nonRoot = pod.security().get("runAsNonRoot");
        if (nonRoot.isFalse() && !relaxed()) {
            say(PodSecurityRules.NON_ROOT, nonRoot, "runAsNonRoot: false", "true");
        }
        runAsUser(pod.security(), "");
    }

    private boolean relaxed() {
        return version >= 35 && userNamespace();
    }

    private void runAsUser(Field context, String whose) {
        Field user = context.get("runAsUser");
        if (version >= 23 && !relaxed() && user.number().isPresent() && user.numberOr(1) == 0) {
            say(PodSecurityRules.USER, user, whose + "runAsUser: 0", "a user above 0");
        }
    }

    private void restrictedContainer(Container container) {
        Field security = container.security();
        boolean windows = version >= 25 && pod.isWindows();
        if (version >= 8 && !windows && !security.get("allowPrivilegeEscalation").isFalse()) {
            say(
                    PodSecurityRules.ESCALATION,
                    security.get("allowPrivilegeEscalation").exists()
                            ? security.get("allowPrivilegeEscalation")
                            : security.exists() ? security : container.field(),
                    of(container) + "allowPrivilegeEscalation is not false",
                    "allowPrivilegeEscalation: false");
        }
        Field nonRoot = security.get("runAsNonRoot");
        boolean podNonRoot = pod.security().get("runAsNonRoot").isTrue();
        boolean podSaysNo = pod.security().get("runAsNonRoot").isFalse();
        if (!relaxed() && (nonRoot.isFalse() || nonRoot.isAbsent() && !podNonRoot && !podSaysNo)) {
            say(
                    PodSecurityRules.NON_ROOT,
                    nonRoot.exists() ? nonRoot : container.field(),
                    of(container) + "runAsNonRoot is not true, nor the pod's",
                    "runAsNonRoot: true");
        }
        runAsUser(security, of(container));
        if (version >= 35 && isForbidden(security.get("procMount")) && userNamespace()) {
            say(
                    PodSecurityRules.PROC_MOUNT_RESTRICTED,
                    security.get("procMount"),
                    of(container) + "procMount " + security.get("procMount").text(),
                    "Default");
        }
        if (version >= 22 && !windows) {
            capabilities(container);
        }
        Field profile = security.get("seccompProfile");
        Field podProfile = pod.security().get("seccompProfile");
        if (version >= 19 && !windows && profile.isAbsent() && podProfile.isAbsent()) {
            say(
                    PodSecurityRules.SECCOMP_RESTRICTED,
                    container.field(),
                    of(container) + "no seccomp profile, nor the pod's",
                    "seccompProfile.type: RuntimeDefault or Localhost");
        }
    }

    private void capabilities(Container container) {
        Field capabilities = container.security().get("capabilities");
        if (!capabilities.get("drop").list().contains("ALL")) {
            say(
                    PodSecurityRules.CAPABILITIES_RESTRICTED,
                    capabilities.exists() ? capabilities : container.field(),
                    of(container) + "does not drop all capabilities",
                    "capabilities.drop: [ALL]");
        }
        for (Field added : capabilities.get("add").items()) {
            if (!added.is("NET_BIND_SERVICE") && CAPABILITIES.contains(added.text())) {
                say(
                        PodSecurityRules.CAPABILITIES_RESTRICTED,
                        added,
                        of(container) + "capability " + added.text() + " added",
                        "NET_BIND_SERVICE at most");
            }
        }
    }

    private static String of(Container container) {
        return container.name().isEmpty() ? "" : "container " + container.name() + ": ";
    }

    private void say(Rule rule, Field field, String found, String allowed) {
        Finding finding = pod.owner().finding(rule, field, found, allowed);
        findings.accept(
                level == PodSecurityLevel.RESTRICTED
                        ? PodSecurityLevel.blocking(finding)
                        : finding);
    }
}
