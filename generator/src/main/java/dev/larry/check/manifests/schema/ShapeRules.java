package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
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
            Members members = new Members(object, findings);
            metadata(object, members);
            switch (object.group()) {
                case "apps", "batch", "autoscaling", "policy" ->
                        WorkloadShapes.check(object, members);
                case "" -> CoreShapes.check(object, members);
                case "networking.k8s.io" -> CoreShapes.network(object, members);
                case "rbac.authorization.k8s.io" -> AccessShapes.check(object, members);
                case "scheduling.k8s.io" -> priority(object, members);
                default -> CustomShapes.check(object, members);
            }
        }
        for (Pod pod : tree.pods()) {
            PodShapes.check(pod, new Members(pod.owner(), findings));
        }
    }

    private static void metadata(Manifest object, Members members) {
        Field metadata = object.metadata();
        if (metadata.get("name").isEmpty() && metadata.get("generateName").isEmpty()) {
            members.missing(metadata, "metadata.name");
        }
        members.texts(metadata.get("labels"));
        members.texts(metadata.get("annotations"));
    }

    private static void priority(Manifest object, Members members) {
        if (object.kind().equals("PriorityClass")) {
            members.need(object.root(), "value");
        }
    }
}
