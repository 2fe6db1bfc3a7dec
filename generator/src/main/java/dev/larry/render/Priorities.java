package dev.larry.render;

import dev.larry.model.Fleet;

import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;

import java.util.function.Consumer;

/**
 * PriorityClasses of an environment: servers above workers, and workers never push others out.
 * Source: Kubernetes documentation, "Pod Priority and Preemption".
 */
final class Priorities implements Component {
    static String servers(Fleet fleet) {
        return "larry-" + fleet.environment() + "-servers";
    }

    static String workers(Fleet fleet) {
        return "larry-" + fleet.environment() + "-workers";
    }

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        accept(
                new PriorityClassBuilder()
                        .withMetadata(Metadata.cluster(servers(fleet), Metadata.NAMESPACES).build())
                        .withValue(100_000)
                        .withDescription("Coordinators, meta-coordinator and observer")
                        .build(),
                out);
        accept(
                new PriorityClassBuilder()
                        .withMetadata(Metadata.cluster(workers(fleet), Metadata.NAMESPACES).build())
                        .withValue(10_000)
                        .withPreemptionPolicy("Never")
                        .withDescription("Workers, which wait rather than push other pods out")
                        .build(),
                out);
    }

    private static void accept(PriorityClass priority, Consumer<Manifest> out) {
        out.accept(new Manifest(App.PLATFORM, priority, "system"));
    }
}
