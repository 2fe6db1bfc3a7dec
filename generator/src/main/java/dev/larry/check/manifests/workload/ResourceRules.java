package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Containers that do not say what they need. */
final class ResourceRules {
    static final Rule RESOURCES =
            Rule.warning(
                    "reliability/resources",
                    "A container asks for CPU and memory, and has a memory limit.",
                    "What asks for nothing is placed anywhere and evicted first; what has no limit"
                            + " takes its neighbours with it.",
                    "set resources.requests and resources.limits.memory",
                    "Kubernetes documentation, Resource Management for Pods and Containers");

    static final List<Rule> ALL = List.of(RESOURCES);

    private ResourceRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            boolean defaults = !tree.of("", "LimitRange", pod.namespace()).isEmpty();
            if (!defaults && pod.spec().get("resources").isAbsent()) {
                pod.containers().stream()
                        .filter(Container::isLongRunning)
                        .forEach(each -> container(pod, each, findings));
            }
        }
    }

    private static void container(Pod pod, Container container, Consumer<Finding> findings) {
        Field resources = container.field().get("resources");
        Set<String> missing = new TreeSet<>();
        for (String name : List.of("cpu", "memory")) {
            if (resources.get("requests").get(name).isAbsent()
                    && resources.get("limits").get(name).isAbsent()) {
                missing.add("requests." + name);
            }
        }
        if (resources.at("limits.memory").isAbsent()) {
            missing.add("limits.memory");
        }
        if (!missing.isEmpty()) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    RESOURCES,
                                    resources.exists() ? resources : container.field(),
                                    "container "
                                            + container.name()
                                            + " has no "
                                            + String.join(", ", missing),
                                    "requests and a memory limit"));
        }
    }
}
