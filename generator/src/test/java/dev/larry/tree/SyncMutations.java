package dev.larry.tree;

import static dev.larry.tree.Mutations.any;
import static dev.larry.tree.Mutations.in;
import static dev.larry.tree.Mutations.list;
import static dev.larry.tree.Mutations.named;

/** What NetworkPolicies and Argo CD can have wrong. */
final class SyncMutations {
    private static final String WAVE = "argocd.argoproj.io/sync-wave";

    private final Mutations mutations;

    private SyncMutations(Mutations mutations) {
        this.mutations = mutations;
    }

    static void addTo(Mutations mutations) {
        SyncMutations all = new SyncMutations(mutations);
        all.network();
        all.argo();
    }

    private Mutations.Adder check(String check) {
        return mutations.check(check);
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
}
