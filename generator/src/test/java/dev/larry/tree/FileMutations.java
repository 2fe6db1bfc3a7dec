package dev.larry.tree;

import static dev.larry.tree.Mutations.any;
import static dev.larry.tree.Mutations.in;
import static dev.larry.tree.Mutations.list;

import java.util.List;

/** Wrong files and names. */
final class FileMutations {
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String POD = "/spec/template/spec";

    private final Mutations mutations;

    private FileMutations(Mutations mutations) {
        this.mutations = mutations;
    }

    static void addTo(Mutations mutations) {
        FileMutations all = new FileMutations(mutations);
        all.files();
        all.names();
    }

    private Mutations.Adder check(String check) {
        return mutations.check(check);
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
}
