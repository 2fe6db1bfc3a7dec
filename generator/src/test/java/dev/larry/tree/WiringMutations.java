package dev.larry.tree;

import static dev.larry.tree.Mutations.any;
import static dev.larry.tree.Mutations.in;
import static dev.larry.tree.Mutations.job;
import static dev.larry.tree.Mutations.list;
import static dev.larry.tree.Mutations.named;

/** Wrong references. */
final class WiringMutations {
    private static final String POD = "/spec/template/spec";

    private final Mutations mutations;

    private WiringMutations(Mutations mutations) {
        this.mutations = mutations;
    }

    static void addTo(Mutations mutations) {
        WiringMutations all = new WiringMutations(mutations);
        all.access();
        all.mounts();
        all.services();
    }

    private Mutations.Adder check(String check) {
        return mutations.check(check);
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
                        node -> list(node, "/rules/2/resourceNames").remove(1))
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
}
