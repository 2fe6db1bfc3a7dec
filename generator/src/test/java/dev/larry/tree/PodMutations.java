package dev.larry.tree;

import static dev.larry.tree.Mutations.any;
import static dev.larry.tree.Mutations.in;
import static dev.larry.tree.Mutations.job;
import static dev.larry.tree.Mutations.list;

import java.util.List;

/** Wrong pods. */
final class PodMutations {
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String POD = "/spec/template/spec";

    private final Mutations mutations;

    private PodMutations(Mutations mutations) {
        this.mutations = mutations;
    }

    static void addTo(Mutations mutations) {
        PodMutations all = new PodMutations(mutations);
        all.resources();
        all.restricted();
        all.jobs();
    }

    private Mutations.Adder check(String check) {
        return mutations.check(check);
    }

    private void resources() {
        for (String amount :
                List.of("1000m", "1024Mi", "1.5", "01", "+1", "1e3", "0Gi", "2000", "1 ")) {
            check("canonical quantities")
                    .edit(
                            amount,
                            any("Job"),
                            node -> in(node, CONTAINER + "/resources/limits").put("cpu", amount));
        }
        check("canonical quantities")
                .edit(
                        "a number",
                        any("ResourceQuota"),
                        node -> in(node, "/spec/hard").put("limits.cpu", 2))
                .edit(
                        "of scratch space",
                        any("Job"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each -> each.has("sizeLimit"))
                                        .forEach(each -> each.put("sizeLimit", "1024Mi")));
        check("requests within limits")
                .edit(
                        "more than the limit",
                        any("Job"),
                        node -> in(node, CONTAINER + "/resources/requests").put("cpu", "9"))
                .edit(
                        "no limit",
                        any("Job"),
                        node -> in(node, CONTAINER + "/resources/limits").remove("memory"))
                .edit(
                        "no request of an init container",
                        any("Job"),
                        node -> in(node, POD + "/initContainers/0/resources").remove("requests"));
        check("quota is the sum of the pods")
                .edit(
                        "a larger quota",
                        any("ResourceQuota"),
                        node -> in(node, "/spec/hard").put("requests.cpu", "9"))
                .edit(
                        "a larger pod",
                        any("Job"),
                        node -> in(node, CONTAINER + "/resources/requests").put("cpu", "2"))
                .edit(
                        "a greater init container",
                        any("Job"),
                        node ->
                                in(node, POD + "/initContainers/0/resources/limits")
                                        .put("memory", "9Gi"))
                .edit(
                        "a larger claim",
                        any("PersistentVolumeClaim"),
                        node -> in(node, "/spec/resources/requests").put("storage", "11Gi"))
                .edit(
                        "more replicas",
                        any("StatefulSet"),
                        node -> in(node, "/spec").put("replicas", 5))
                .edit(
                        "another resource",
                        any("ResourceQuota"),
                        node -> in(node, "/spec/hard").put("pods", "10"))
                .add("no quota", tree -> tree.without(any("ResourceQuota")));
        check("limit range admits")
                .edit(
                        "a lower maximum",
                        any("LimitRange"),
                        node -> in(node, "/spec/limits/0/max").put("cpu", "1"))
                .edit(
                        "a lower maximum of claims",
                        any("LimitRange"),
                        node -> in(node, "/spec/limits/1/max").put("storage", "1Gi"))
                .edit(
                        "a default beyond",
                        any("LimitRange"),
                        node -> in(node, "/spec/limits/0/default").put("cpu", "99"))
                .edit(
                        "a request beyond its limit",
                        any("LimitRange"),
                        node -> in(node, "/spec/limits/0/defaultRequest").put("cpu", "1"));
    }

    private void restricted() {
        String security = CONTAINER + "/securityContext";
        check("pod security restricted")
                .edit("host network", any("Job"), node -> in(node, POD).put("hostNetwork", true))
                .edit("host processes", any("Job"), node -> in(node, POD).put("hostPID", true))
                .edit("host IPC", any("Job"), node -> in(node, POD).put("hostIPC", true))
                .edit(
                        "a host path",
                        any("Job"),
                        node -> in(node, POD + "/volumes/0").putObject("hostPath"))
                .edit(
                        "a sysctl",
                        any("Job"),
                        node ->
                                in(node, POD + "/securityContext")
                                        .putArray("sysctls")
                                        .addObject()
                                        .put("name", "kernel.msgmax"))
                .edit(
                        "an AppArmor annotation",
                        any("Job"),
                        node ->
                                in(node, "/spec/template/metadata/annotations")
                                        .put(
                                                "container.apparmor.security.beta.kubernetes.io/worker",
                                                "unconfined"))
                .edit(
                        "an AppArmor profile",
                        any("Job"),
                        node ->
                                in(node, security)
                                        .putObject("appArmorProfile")
                                        .put("type", "Unconfined"))
                .edit(
                        "root",
                        any("Job"),
                        node -> in(node, POD + "/securityContext").put("runAsUser", 0))
                .edit(
                        "root in a container",
                        any("Job"),
                        node -> in(node, security).put("runAsUser", 0))
                .edit(
                        "perhaps root",
                        any("Job"),
                        node -> in(node, POD + "/securityContext").remove("runAsNonRoot"))
                .edit(
                        "perhaps root in a container",
                        any("Job"),
                        node -> in(node, security).put("runAsNonRoot", false))
                .edit(
                        "no seccomp profile",
                        any("Job"),
                        node -> in(node, POD + "/securityContext").remove("seccompProfile"))
                .edit(
                        "no seccomp in a container",
                        any("Job"),
                        node ->
                                in(node, security)
                                        .putObject("seccompProfile")
                                        .put("type", "Unconfined"))
                .edit("privileged", any("Job"), node -> in(node, security).put("privileged", true))
                .edit(
                        "escalation",
                        any("Job"),
                        node -> in(node, security).remove("allowPrivilegeEscalation"))
                .edit(
                        "kept capabilities",
                        any("Job"),
                        node -> in(node, security).remove("capabilities"))
                .edit(
                        "an added capability",
                        any("Job"),
                        node ->
                                in(node, security + "/capabilities")
                                        .putArray("add")
                                        .add("NET_ADMIN"))
                .edit(
                        "an init container's",
                        any("Job"),
                        node -> in(node, POD + "/initContainers/0").remove("securityContext"))
                .edit(
                        "a process mount",
                        any("Job"),
                        node -> in(node, security).put("procMount", "Unmasked"))
                .edit(
                        "SELinux",
                        any("Job"),
                        node -> in(node, security).putObject("seLinuxOptions").put("type", "spc_t"))
                .edit(
                        "Windows",
                        any("Job"),
                        node ->
                                in(node, security)
                                        .putObject("windowsOptions")
                                        .put("hostProcess", true))
                .edit(
                        "a host port",
                        any("Job"),
                        node -> in(node, CONTAINER + "/ports/0").put("hostPort", 80))
                .edit(
                        "a probe's host",
                        any("Deployment"),
                        node -> in(node, CONTAINER + "/livenessProbe/httpGet").put("host", "a"))
                .edit(
                        "a namespace that does not enforce",
                        any("Namespace"),
                        node ->
                                in(node, "/metadata/labels")
                                        .put("pod-security.kubernetes.io/enforce", "baseline"));
        check("hardened beyond restricted")
                .edit(
                        "a node's name",
                        any("Job"),
                        node -> in(node, POD).put("nodeName", "k3s-worker01"))
                .edit(
                        "no user",
                        any("Job"),
                        node -> in(node, POD + "/securityContext").remove("runAsUser"))
                .edit(
                        "service links",
                        any("Job"),
                        node -> in(node, POD).remove("enableServiceLinks"))
                .edit(
                        "a writable root",
                        any("Job"),
                        node -> in(node, security).remove("readOnlyRootFilesystem"))
                .edit(
                        "latest",
                        any("Job"),
                        node -> in(node, CONTAINER).put("image", "a/worker:latest"))
                .edit(
                        "no tag",
                        any("Job"),
                        node -> in(node, CONTAINER).put("image", "localhost:5000/worker"))
                .edit(
                        "no pull policy",
                        any("Job"),
                        node -> in(node, CONTAINER).remove("imagePullPolicy"))
                .edit(
                        "scratch space without end",
                        any("Job"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each -> each.has("emptyDir"))
                                        .forEach(each -> each.putObject("emptyDir")));
    }

    private void jobs() {
        check("jobs")
                .edit(
                        "a time to live",
                        any("Job"),
                        node -> in(node, "/spec").put("ttlSecondsAfterFinished", 1))
                .edit("suspended", any("Job"), node -> in(node, "/spec").put("suspend", true))
                .edit("many at once", any("Job"), node -> in(node, "/spec").put("parallelism", 2))
                .edit(
                        "a hook",
                        any("Job"),
                        node ->
                                in(node, "/metadata/annotations")
                                        .put("argocd.argoproj.io/hook", "Sync"))
                .edit(
                        "no deadline",
                        any("Job"),
                        node -> in(node, "/spec").remove("activeDeadlineSeconds"))
                .edit(
                        "replaced too early",
                        any("Job"),
                        node -> in(node, "/spec").remove("podReplacementPolicy"))
                .edit(
                        "restarts",
                        any("Job"),
                        node -> in(node, POD).put("restartPolicy", "OnFailure"))
                .edit(
                        "no hash",
                        any("Job"),
                        node -> in(node, "/metadata").put("name", "cleanup-r2026-01-05a"))
                .edit(
                        "another's name",
                        job("cleanup"),
                        node -> in(node, "/metadata").put("name", "other-r2026-01-05a-01234567"))
                .edit("a probe", any("Job"), node -> in(node, CONTAINER).putObject("livenessProbe"))
                .edit(
                        "no failure policy",
                        any("Job"),
                        node -> in(node, "/spec").remove("podFailurePolicy"))
                .edit(
                        "another container's exit codes",
                        any("Job"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each -> each.has("onExitCodes"))
                                        .forEach(each ->
                                                in(each, "/onExitCodes").put("containerName", "a")))
                .edit(
                        "a drain counted",
                        any("Job"),
                        node -> list(node, "/spec/podFailurePolicy/rules").remove(0));
        check("deployments")
                .edit("two", any("Deployment"), node -> in(node, "/spec").put("replicas", 2))
                .edit(
                        "rolling",
                        any("Deployment"),
                        node -> in(node, "/spec/strategy").put("type", "RollingUpdate"))
                .edit(
                        "no probe",
                        any("Deployment"),
                        node -> in(node, CONTAINER).remove("startupProbe"))
                .edit(
                        "one probe twice",
                        any("Deployment"),
                        node ->
                                in(node, CONTAINER)
                                        .set(
                                                "readinessProbe",
                                                node.at(CONTAINER + "/livenessProbe")));
    }
}
