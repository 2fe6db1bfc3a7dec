package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Ways in which a tree can be wrong, each with the check that must find it. They start from the
 * environment {@code everything}.
 */
final class Mutations {
    /** One wrong tree. */
    record Mutation(String check, String what, UnaryOperator<RenderedTree> change) {
        @Override
        public String toString() {
            return check + ": " + what;
        }
    }

    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String POD = "/spec/template/spec";
    private static final String WAVE = "argocd.argoproj.io/sync-wave";

    private final List<Mutation> all = new ArrayList<>();

    private Mutations() {}

    static List<Mutation> all() {
        Mutations mutations = new Mutations();
        mutations.files();
        mutations.names();
        mutations.resources();
        mutations.access();
        mutations.mounts();
        mutations.services();
        mutations.network();
        mutations.restricted();
        mutations.jobs();
        mutations.argo();
        return mutations.all;
    }

    private void files() {
        String job = "run/larry-01/deployment-coordinator.yaml";
        for (String line : List.of("a: on", "a: 012", "a: 1:30", "a: 2024-01-01", "a: 0o17")) {
            check("reads alike under YAML 1.1 and 1.2")
                    .add(line, tree -> tree.withText(job, text -> text + line + "\n"));
        }
        check("reads alike under YAML 1.1 and 1.2")
                .add("a second document", tree -> tree.withText(job, text -> text + "---\na: b\n"))
                .add("a key twice", tree -> tree.withText(job, text -> text + "kind: Job\n"));
        check("says where it comes from")
                .add("no head", tree -> tree.withText(job, text -> text.substring(2)))
                .add("no last line feed", tree -> tree.withText(job, String::strip));
        check("identity and path")
                .add("a second of its kind", tree -> tree.plus(tree.objects().getFirst()))
                .add(
                        "another path",
                        tree -> {
                            TreeObject moved = tree.one("Service", "larry-01", "coordinator");
                            return tree.without(moved::equals)
                                    .plus(new TreeObject("run/larry-02/a.yaml", moved.node()));
                        })
                .edit(
                        "no namespace",
                        any("Service"),
                        node -> in(node, "/metadata").remove("namespace"))
                .edit(
                        "namespace default",
                        any("Service"),
                        node -> in(node, "/metadata").put("namespace", "default"));
        check("nothing the API server would add or change")
                .edit("a status", any("Job"), node -> node.putObject("status"))
                .edit(
                        "a time of creation",
                        any("Job"),
                        node -> in(node, "/metadata").putNull("creationTimestamp"))
                .edit(
                        "a tracking id",
                        any("Job"),
                        node ->
                                in(node, "/metadata/annotations")
                                        .put("argocd.argoproj.io/tracking-id", "a"));
    }

    private void names() {
        check("object names")
                .edit(
                        "a Job of 64",
                        any("Job"),
                        node -> in(node, "/metadata").put("name", "a".repeat(64)))
                .edit(
                        "a Service that begins with a digit",
                        any("Service"),
                        node -> in(node, "/metadata").put("name", "1a"))
                .edit(
                        "a StatefulSet of 53",
                        any("StatefulSet"),
                        node -> in(node, "/metadata").put("name", "a".repeat(53)))
                .edit(
                        "a role with a slash",
                        any("Role"),
                        node -> in(node, "/metadata").put("name", "a/b"))
                .edit(
                        "a key with a slash",
                        any("ConfigMap"),
                        node -> in(node, "/data").put("a/b", ""))
                .edit(
                        "a role without a reason",
                        any("Role"),
                        node -> in(node, "/metadata/annotations").remove("larry.dev/reason"));
        check("labels and annotations")
                .edit(
                        "a value of 64",
                        any("Job"),
                        node -> in(node, "/metadata/labels").put("a", "a".repeat(64)))
                .edit(
                        "a value with a blank",
                        any("Job"),
                        node ->
                                in(
                                                node,
                                                POD.replace(
                                                        "/spec/template/spec",
                                                        "/spec/template/metadata/labels"))
                                        .put("a", "a b"))
                .edit(
                        "a key with two slashes",
                        any("NetworkPolicy"),
                        node ->
                                in(node, "/spec/podSelector")
                                        .putObject("matchLabels")
                                        .put("a/b/c", ""))
                .edit(
                        "an annotation that is no text",
                        any("Job"),
                        node -> in(node, "/metadata/annotations").put("a", 1))
                .edit(
                        "a selector's value",
                        any("Service"),
                        node -> in(node, "/spec/selector").put("a", "-"))
                .edit(
                        "nobody's",
                        any("Job"),
                        node ->
                                in(node, "/metadata/labels")
                                        .remove("app.kubernetes.io/managed-by"));
        check("names within pods")
                .edit(
                        "a port's name of 16",
                        any("Job"),
                        node -> in(node, CONTAINER + "/ports/0").put("name", "a".repeat(16)))
                .edit(
                        "a port's name of digits",
                        any("Job"),
                        node -> in(node, CONTAINER + "/ports/0").put("name", "123"))
                .edit(
                        "a port beyond all",
                        any("Job"),
                        node -> in(node, CONTAINER + "/ports/0").put("containerPort", 65536))
                .edit(
                        "a container's name",
                        any("Job"),
                        node -> in(node, CONTAINER).put("name", "A"))
                .edit(
                        "two volumes of one name",
                        any("Job"),
                        node -> in(node, POD + "/volumes/0").put("name", "tmp"))
                .edit(
                        "a variable twice",
                        any("Job"),
                        node ->
                                list(node, CONTAINER + "/env")
                                        .addObject()
                                        .put("name", "LARRY_LLM_URL"))
                .edit(
                        "two mounts in one place",
                        any("Job"),
                        node -> in(node, CONTAINER + "/volumeMounts/0").put("mountPath", "/tmp"));
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

    private void access() {
        check("service accounts")
                .edit(
                        "an account that is not there",
                        any("Job"),
                        node -> in(node, POD).put("serviceAccountName", "nobody"))
                .edit(
                        "the default account",
                        any("Deployment"),
                        node -> in(node, POD).put("serviceAccountName", "default"))
                .edit(
                        "no token for who needs one",
                        any("Job"),
                        node -> in(node, POD).put("automountServiceAccountToken", false))
                .edit(
                        "a token for who needs none",
                        any("StatefulSet"),
                        node -> in(node, POD).put("automountServiceAccountToken", true))
                .edit(
                        "tokens for all",
                        any("ServiceAccount"),
                        node -> node.remove("automountServiceAccountToken"))
                .add("nobody's account", tree -> tree.without(any("Job")));
        check("roles and bindings")
                .add("bindings of no role", tree -> tree.without(any("Role")))
                .add("roles of no binding", tree -> tree.without(any("ClusterRoleBinding")))
                .edit(
                        "a binding of a ClusterRole that is not there",
                        any("RoleBinding"),
                        node -> in(node, "/roleRef").put("kind", "ClusterRole"))
                .edit(
                        "a subject that is not there",
                        any("RoleBinding"),
                        node -> in(node, "/subjects/0").put("name", "nobody"))
                .edit("a wildcard", any("Role"), node -> list(node, "/rules/0/resources").add("*"))
                .edit(
                        "escalation",
                        any("Role"),
                        node -> list(node, "/rules/0/verbs").add("escalate"))
                .edit(
                        "create by name",
                        named("Role", "task:larry-01:cleanup"),
                        node -> list(node, "/rules/0/verbs").add("create"))
                .edit("no rule", any("Role"), node -> node.putArray("rules"));
        check("access to task records")
                .edit(
                        "another task's",
                        named("Role", "task:larry-01:cleanup"),
                        node ->
                                list(node, "/rules/0/resourceNames")
                                        .removeAll()
                                        .add("task.r.other"))
                .edit(
                        "read only",
                        named("Role", "task:larry-01:cleanup"),
                        node -> list(node, "/rules/0/verbs").removeAll().add("get"))
                .edit(
                        "everybody's",
                        named("Role", "task:larry-01:cleanup"),
                        node -> in(node, "/rules/0").remove("resourceNames"))
                .edit(
                        "no predecessor's",
                        named("Role", "task:larry-02:remediation"),
                        node -> list(node, "/rules/1/resourceNames").remove(1))
                .edit(
                        "no run's",
                        named("Role", "tasks:larry-01"),
                        node -> list(node, "/rules/1/resourceNames").removeAll().add("run.other"));
    }

    private void mounts() {
        check("config maps")
                .add(
                        "a missing one",
                        tree -> tree.without(named("ConfigMap", "worker-cleanup-settings")))
                .edit(
                        "a missing key",
                        named("ConfigMap", "phase-larry-01"),
                        node -> in(node, "/data").remove("phase.json"))
                .edit(
                        "a name nobody reads",
                        named("ConfigMap", "phase-larry-01"),
                        node -> in(node, "/metadata").put("name", "other"))
                .edit(
                        "no JSON",
                        named("ConfigMap", "phase-larry-01"),
                        node -> in(node, "/data").put("phase.json", "{"));
        check("claims")
                .add("a missing one", tree -> tree.without(any("PersistentVolumeClaim")))
                .edit(
                        "one that nobody mounts",
                        named("PersistentVolumeClaim", "archive"),
                        node -> in(node, "/metadata").put("name", "other"));
        check("secrets")
                .edit(
                        "one that is not listed",
                        any("Job"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each -> each.has("secretName"))
                                        .forEach(each -> each.put("secretName", "other")))
                .edit(
                        "a key that is not listed",
                        any("Job"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each -> each.has("secretKeyRef"))
                                        .forEach(each ->
                                                in(each, "/secretKeyRef").put("key", "other")))
                .edit(
                        "a login that is not listed",
                        any("Job"),
                        node ->
                                list(node, POD + "/imagePullSecrets")
                                        .addObject()
                                        .put("name", "other"))
                .edit(
                        "a certificate that is not listed",
                        any("Ingress"),
                        node -> in(node, "/spec/tls/0").put("secretName", "other"))
                .add("one that nobody reads", tree -> tree.plusSecret("larry-01/idle/key"))
                .edit(
                        "an ExternalSecret of another key",
                        any("ExternalSecret"),
                        node -> in(node, "/spec/data/0").put("secretKey", "other"));
        check("volumes are mounted")
                .edit(
                        "a volume nobody mounts",
                        any("Job"),
                        node -> list(node, POD + "/volumes").addObject().put("name", "idle"))
                .edit(
                        "a mount of no volume",
                        any("Job"),
                        node -> list(node, POD + "/volumes").remove(0));
        check("settings are what the pod is")
                .edit(
                        "another worker's",
                        named("ServiceAccount", "worker-cleanup").negate().and(job("cleanup")),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each ->
                                                each.path("name")
                                                        .asText()
                                                        .equals("worker-cleanup-settings"))
                                        .forEach(each ->
                                                each.put("name", "worker-monitoring-settings")))
                .edit(
                        "another run's",
                        job("cleanup"),
                        node ->
                                in(node, "/spec/template/metadata/labels")
                                        .put("larry.dev/run", "other"))
                .edit(
                        "none",
                        named("ConfigMap", "observer-settings"),
                        node -> in(node, "/data").put("settings.json", "{}"));
        check("priority classes")
                .add("none", tree -> tree.without(any("PriorityClass")))
                .edit(
                        "one that pushes",
                        any("PriorityClass"),
                        node -> node.remove("preemptionPolicy"))
                .edit("everybody's", any("PriorityClass"), node -> node.put("globalDefault", true));
    }

    private void services() {
        check("selectors of workloads")
                .edit(
                        "others' pods too",
                        named("Deployment", "observer"),
                        node ->
                                in(node, "/spec/selector")
                                        .putObject("matchLabels")
                                        .put("app.kubernetes.io/part-of", "larry"))
                .edit(
                        "not its own",
                        named("Deployment", "observer"),
                        node -> in(node, "/spec/selector/matchLabels").put("a", "b"))
                .edit(
                        "a Job that selects",
                        job("cleanup"),
                        node -> in(node, "/spec").putObject("selector"))
                .edit(
                        "no headless Service",
                        any("StatefulSet"),
                        node -> in(node, "/spec").put("serviceName", "redis-ha"))
                .edit(
                        "a budget for one pod",
                        any("PodDisruptionBudget"),
                        node -> in(node, "/spec/selector/matchLabels").put("a", "b"));
        check("services")
                .edit(
                        "a selector of nothing",
                        any("Service"),
                        node -> in(node, "/spec/selector").put("a", "b"))
                .edit(
                        "a selector of all",
                        named("Service", "observer"),
                        node ->
                                in(node, "/spec")
                                        .putObject("selector")
                                        .put("app.kubernetes.io/part-of", "larry"))
                .edit(
                        "a closed port",
                        any("Service"),
                        node -> in(node, "/spec/ports/0").put("targetPort", 1))
                .edit(
                        "a closed port by name",
                        named("Service", "redis-ha"),
                        node -> in(node, "/spec/ports/0").put("targetPort", "other"))
                .edit(
                        "another protocol",
                        any("Service"),
                        node -> in(node, "/spec/ports/0").put("protocol", "UDP"));
        check("ingresses")
                .edit(
                        "another Service",
                        any("Ingress"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each ->
                                                each.path("name").asText().equals("observer"))
                                        .forEach(each -> each.put("name", "other")))
                .edit(
                        "another port",
                        any("Ingress"),
                        node ->
                                in(node, "/spec/rules/0/http/paths/0/backend/service/port")
                                        .put("name", "other"))
                .edit(
                        "another host's certificate",
                        any("Ingress"),
                        node -> in(node, "/spec/rules/0").put("host", "other"));
        check("monitors")
                .edit(
                        "no release",
                        any("ServiceMonitor"),
                        node -> in(node, "/metadata/labels").remove("release"))
                .edit(
                        "labels no Service has",
                        any("ServiceMonitor"),
                        node -> in(node, "/spec/selector/matchLabels").put("a", "b"))
                .edit(
                        "a port no Service has",
                        any("ServiceMonitor"),
                        node -> in(node, "/spec/endpoints/0").put("port", "other"))
                .edit(
                        "labels no pod has",
                        any("PodMonitor"),
                        node -> in(node, "/spec/selector/matchLabels").put("a", "b"))
                .edit(
                        "a port no pod has",
                        any("PodMonitor"),
                        node -> in(node, "/spec/podMetricsEndpoints/0").put("port", "other"));
        check("every metrics port is read")
                .add("not by a PodMonitor", tree -> tree.without(any("PodMonitor")))
                .edit(
                        "twice",
                        any("PodMonitor"),
                        node -> in(node, "/spec/selector").putObject("matchLabels"))
                .add(
                        "nobody let in",
                        tree -> tree.without(named("NetworkPolicy", "allow-prometheus")));
    }

    private void network() {
        check("network policies")
                .edit(
                        "for no pod",
                        named("NetworkPolicy", "worker-cleanup"),
                        node -> in(node, "/spec/podSelector/matchLabels").put("a", "b"))
                .add("no default", tree -> tree.without(named("NetworkPolicy", "deny-all")))
                .edit(
                        "no default for what leaves",
                        named("NetworkPolicy", "deny-all"),
                        node -> list(node, "/spec/policyTypes").remove(1))
                .edit(
                        "to everybody",
                        named("NetworkPolicy", "allow-dns"),
                        node -> in(node, "/spec/egress/0").remove("to"))
                .edit(
                        "every port",
                        named("NetworkPolicy", "allow-dns"),
                        node -> in(node, "/spec/egress/0").remove("ports"));
        check("who must reach whom may")
                .add("no DNS", tree -> tree.without(named("NetworkPolicy", "allow-dns")))
                .add("no Redis", tree -> tree.without(named("NetworkPolicy", "allow-redis")))
                .edit(
                        "another port of Redis",
                        named("NetworkPolicy", "allow-redis"),
                        node ->
                                RenderedTree.mappings(node)
                                        .filter(each -> each.has("port"))
                                        .forEach(each -> each.put("port", 1)))
                .edit(
                        "other labels of Redis",
                        named("NetworkPolicy", "allow-redis"),
                        node ->
                                in(node, "/spec/egress/0/to/0/podSelector/matchLabels")
                                        .put("a", "b"))
                .edit(
                        "not let in",
                        named("NetworkPolicy", "redis-ha"),
                        node -> list(node, "/spec/ingress/0/from").remove(1));
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

    private void argo() {
        check("waves")
                .edit("none", any("Job"), node -> in(node, "/metadata/annotations").remove(WAVE))
                .edit(
                        "settings too late",
                        any("ConfigMap"),
                        node -> in(node, "/metadata/annotations").put(WAVE, "30"))
                .edit(
                        "Jobs before servers",
                        any("Job"),
                        node -> in(node, "/metadata/annotations").put(WAVE, "0"))
                .edit(
                        "roles too late",
                        any("RoleBinding"),
                        node -> in(node, "/metadata/annotations").put(WAVE, "25"))
                .edit(
                        "a binding before its role",
                        any("RoleBinding"),
                        node -> in(node, "/metadata/annotations").put(WAVE, "-25"))
                .edit(
                        "priorities with their users",
                        any("PriorityClass"),
                        node -> in(node, "/metadata/annotations").put(WAVE, "0"))
                .edit(
                        "namespaces with what is in them",
                        any("Namespace"),
                        node -> in(node, "/metadata/annotations").put(WAVE, "-10"))
                .add(
                        "a claim that waits for its pods in a wave before them",
                        tree -> {
                            TreeObject claim =
                                    tree.one("PersistentVolumeClaim", "larry-01", "larry-01");
                            return tree.without(claim::equals)
                                    .plus(new TreeObject("run/larry-01/a.yaml", claim.node()));
                        });
        check("applications")
                .add(
                        "nobody's directory",
                        tree -> tree.without(named("Application", "larry-everything-run")))
                .edit(
                        "another's directory",
                        any("Application"),
                        node -> in(node, "/spec/source").put("path", "gitops/everything/run"))
                .edit(
                        "no project",
                        any("Application"),
                        node -> in(node, "/spec").put("project", "default"))
                .edit(
                        "no pruning",
                        any("Application"),
                        node -> in(node, "/spec/syncPolicy/automated").remove("prune"))
                .edit(
                        "an empty tree allowed",
                        any("Application"),
                        node -> in(node, "/spec/syncPolicy/automated").put("allowEmpty", true));
        check("project permits what is rendered")
                .edit(
                        "not a kind",
                        any("AppProject"),
                        node -> list(node, "/spec/namespaceResourceWhitelist").remove(0))
                .edit(
                        "not a namespace",
                        any("AppProject"),
                        node -> list(node, "/spec/destinations").remove(0))
                .edit(
                        "not a name",
                        any("AppProject"),
                        node -> list(node, "/spec/clusterResourceWhitelist").remove(0))
                .edit(
                        "another cluster",
                        any("Application"),
                        node -> in(node, "/spec/destination").put("server", "https://other"))
                .edit(
                        "another repository",
                        any("Application"),
                        node -> in(node, "/spec/source").put("repoURL", "https://other"));
        check("project permits nothing else")
                .edit(
                        "any kind",
                        any("AppProject"),
                        node ->
                                list(node, "/spec/namespaceResourceWhitelist")
                                        .addObject()
                                        .put("group", "*")
                                        .put("kind", "*"))
                .edit(
                        "any cluster-wide name",
                        any("AppProject"),
                        node ->
                                list(node, "/spec/clusterResourceWhitelist")
                                        .addObject()
                                        .put("group", "")
                                        .put("kind", "Namespace")
                                        .put("name", "*"))
                .edit(
                        "any namespace",
                        any("AppProject"),
                        node ->
                                list(node, "/spec/destinations")
                                        .addObject()
                                        .put("server", "a")
                                        .put("namespace", "*"))
                .edit(
                        "any repository",
                        any("AppProject"),
                        node -> list(node, "/spec/sourceRepos").add("*"));
        check("sync options")
                .edit(
                        "a namespace pruned",
                        any("Namespace"),
                        node ->
                                in(node, "/metadata/annotations")
                                        .remove("argocd.argoproj.io/sync-options"))
                .edit(
                        "a claim pruned",
                        any("PersistentVolumeClaim"),
                        node ->
                                in(node, "/metadata/annotations")
                                        .remove("argocd.argoproj.io/sync-options"))
                .edit(
                        "a kind that is not there yet",
                        any("PodMonitor"),
                        node ->
                                in(node, "/metadata/annotations")
                                        .remove("argocd.argoproj.io/sync-options"))
                .edit(
                        "replaced",
                        any("Job"),
                        node ->
                                in(node, "/metadata/annotations")
                                        .put("argocd.argoproj.io/sync-options", "Replace=true"));
    }

    private Adder check(String check) {
        return new Adder(check);
    }

    private final class Adder {
        private final String check;

        private Adder(String check) {
            this.check = check;
        }

        Adder add(String what, UnaryOperator<RenderedTree> change) {
            all.add(new Mutation(check, what, change));
            return this;
        }

        Adder edit(String what, Predicate<TreeObject> which, Consumer<ObjectNode> change) {
            return add(what, tree -> tree.with(which, change));
        }
    }

    private static Predicate<TreeObject> any(String kind) {
        return object -> object.kind().equals(kind);
    }

    private static Predicate<TreeObject> named(String kind, String name) {
        return any(kind).and(object -> object.name().equals(name));
    }

    private static Predicate<TreeObject> job(String worker) {
        return any("Job").and(object -> worker.equals(object.labels().get("larry.dev/worker")));
    }

    private static ObjectNode in(JsonNode node, String pointer) {
        return node.at(pointer) instanceof ObjectNode object ? object : missing(node, pointer);
    }

    /**
     * Not every object of a kind has what is to be changed; changing a stranger changes nothing.
     */
    private static ObjectNode missing(JsonNode node, String pointer) {
        return Objects.requireNonNull(((ObjectNode) node.deepCopy()).putObject(pointer));
    }

    private static ArrayNode list(JsonNode node, String pointer) {
        return node.at(pointer) instanceof ArrayNode list
                ? list
                : missing(node, pointer).putArray("list");
    }
}
