package dev.larry.check.manifests.security;

import dev.larry.check.rule.Rule;

import java.util.List;

/** The nineteen checks of the Pod Security Standards. */
final class PodSecurityRules {
    private static final String STANDARDS = "Kubernetes documentation, Pod Security Standards, ";

    static final Rule PRIVILEGED =
            Rule.error(
                    "security/privileged",
                    "No container is privileged.",
                    "A privileged container is root on its node.",
                    "remove privileged; add the one capability that is needed",
                    STANDARDS + "Baseline, Privileged Containers");
    static final Rule HOST_NAMESPACES =
            Rule.error(
                    "security/host-namespaces",
                    "No pod shares its node's network, process or IPC namespace.",
                    "It sees and reaches what every other pod of the node does.",
                    "remove hostNetwork, hostPID and hostIPC",
                    STANDARDS + "Baseline, Host Namespaces");
    static final Rule HOST_PATH =
            Rule.error(
                    "security/host-path-volumes",
                    "No volume is a path of the node.",
                    "A path of the node reaches the kubelet's credentials and every pod's files.",
                    "use a PersistentVolumeClaim, an emptyDir or a ConfigMap",
                    STANDARDS + "Baseline, HostPath Volumes");
    static final Rule HOST_PORTS =
            Rule.error(
                    "security/host-ports",
                    "No container takes a port of its node.",
                    "The port is open past every NetworkPolicy, and only one pod a node can have"
                            + " it.",
                    "remove hostPort; a Service leads to the containerPort",
                    STANDARDS + "Baseline, Host Ports");
    static final Rule HOST_PROBES =
            Rule.error(
                    "security/host-probes",
                    "Probes and lifecycle hooks ask the pod itself.",
                    "The kubelet sends the probe from the node, past every NetworkPolicy, to"
                            + " whatever host is named.",
                    "remove host: the kubelet then asks the pod's own address",
                    STANDARDS + "Baseline, Host Probes / Lifecycle Hooks (v1.34+)");
    static final Rule CAPABILITIES =
            Rule.error(
                    "security/capabilities-baseline",
                    "No capability is added beyond those a runtime gives by default.",
                    "SYS_ADMIN, NET_ADMIN, NET_RAW and the like are ways out of the container.",
                    "remove it from capabilities.add",
                    STANDARDS + "Baseline, Capabilities");
    static final Rule APPARMOR =
            Rule.error(
                    "security/apparmor-profile",
                    "AppArmor profiles are RuntimeDefault or Localhost.",
                    "Unconfined takes off a protection that the runtime gives.",
                    "use RuntimeDefault, or remove the profile",
                    STANDARDS + "Baseline, AppArmor");
    static final Rule SELINUX =
            Rule.error(
                    "security/selinux-options",
                    "SELinux types are those of containers, without user and role.",
                    "Another type is another policy than that of containers.",
                    "remove seLinuxOptions",
                    STANDARDS + "Baseline, SELinux");
    static final Rule SECCOMP =
            Rule.error(
                    "security/seccomp-profile-baseline",
                    "No seccomp profile is Unconfined.",
                    "Unconfined opens every system call of the kernel.",
                    "use RuntimeDefault",
                    STANDARDS + "Baseline, Seccomp");
    static final Rule PROC_MOUNT =
            Rule.error(
                    "security/proc-mount",
                    "/proc is mounted masked.",
                    "An unmasked /proc shows and changes the node's kernel.",
                    "remove procMount",
                    STANDARDS + "Baseline, /proc Mount Type");
    static final Rule SYSCTLS =
            Rule.error(
                    "security/sysctls",
                    "Only sysctls of the pod's own namespaces are set.",
                    "Others change the node for every pod on it.",
                    "remove it, or set it on the node",
                    STANDARDS + "Baseline, Sysctls");
    static final Rule WINDOWS =
            Rule.error(
                    "security/windows-host-process",
                    "No Windows container is a host process.",
                    "It is a process of the node with the node's rights.",
                    "remove hostProcess",
                    STANDARDS + "Baseline, HostProcess");
    static final Rule ESCALATION =
            Rule.warning(
                    "security/allow-privilege-escalation",
                    "Containers set allowPrivilegeEscalation: false.",
                    "A set-uid program in the image makes root of any user.",
                    "set securityContext.allowPrivilegeEscalation: false",
                    STANDARDS + "Restricted, Privilege Escalation (v1.8+)");
    static final Rule CAPABILITIES_RESTRICTED =
            Rule.warning(
                    "security/capabilities-restricted",
                    "Containers drop ALL capabilities and add NET_BIND_SERVICE at most.",
                    "A process has no use for the fourteen capabilities that a runtime gives.",
                    "set capabilities.drop: [ALL]",
                    STANDARDS + "Restricted, Capabilities (v1.22+)");
    static final Rule VOLUMES =
            Rule.warning(
                    "security/restricted-volumes",
                    "Volumes are of the kinds a namespace's tenant may use.",
                    "The others reach storage past PersistentVolumes and their rights.",
                    "use a PersistentVolumeClaim",
                    STANDARDS + "Restricted, Volume Types");
    static final Rule NON_ROOT =
            Rule.warning(
                    "security/run-as-non-root",
                    "Pods or all their containers set runAsNonRoot: true.",
                    "Root in a container is one fault of the kernel away from root on the node.",
                    "set securityContext.runAsNonRoot: true and a numeric user",
                    STANDARDS + "Restricted, Running as Non-root");
    static final Rule USER =
            Rule.warning(
                    "security/run-as-user",
                    "No pod or container sets runAsUser: 0.",
                    "It asks for root, whatever its image says.",
                    "set a user above 0",
                    STANDARDS + "Restricted, Running as Non-root user (v1.23+)");
    static final Rule PROC_MOUNT_RESTRICTED =
            Rule.warning(
                    "security/proc-mount-restricted",
                    "/proc is mounted masked, in a user namespace too.",
                    "An unmasked /proc shows the node's kernel.",
                    "remove procMount",
                    STANDARDS + "Restricted, /proc Mount Type (v1.35+)");
    static final Rule SECCOMP_RESTRICTED =
            Rule.warning(
                    "security/seccomp-profile-restricted",
                    "Pods or all their containers set a seccomp profile.",
                    "Without one the kubelet's default counts, which is Unconfined unless set.",
                    "set securityContext.seccompProfile.type: RuntimeDefault",
                    STANDARDS + "Restricted, Seccomp (v1.19+)");

    static final List<Rule> ALL =
            List.of(
                    PRIVILEGED,
                    HOST_NAMESPACES,
                    HOST_PATH,
                    HOST_PORTS,
                    HOST_PROBES,
                    CAPABILITIES,
                    APPARMOR,
                    SELINUX,
                    SECCOMP,
                    PROC_MOUNT,
                    SYSCTLS,
                    WINDOWS,
                    ESCALATION,
                    CAPABILITIES_RESTRICTED,
                    VOLUMES,
                    NON_ROOT,
                    USER,
                    PROC_MOUNT_RESTRICTED,
                    SECCOMP_RESTRICTED);

    private PodSecurityRules() {}
}
