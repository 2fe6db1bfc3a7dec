package dev.larry.render;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

import java.util.Map;

/** Starts the metadata of an object: name, namespace, common labels and Argo CD's wave. */
final class Metadata {
    private static final String WAVE = "argocd.argoproj.io/sync-wave";

    /**
     * Namespaces and PriorityClasses, then what depends on them; Argo CD docs, "Sync Phases and
     * Waves".
     */
    static final int NAMESPACES = -30;

    static final int ACCESS = -20;
    static final int CONFIGURATION = -10;
    static final int SERVERS = 0;
    static final int OBSERVABILITY = 10;
    static final int JOBS = 20;

    private Metadata() {}

    static ObjectMetaBuilder cluster(String name, int wave) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withLabels(Labels.common())
                .withAnnotations(Map.of(WAVE, Integer.toString(wave)));
    }

    static ObjectMetaBuilder in(String namespace, String name, int wave) {
        return cluster(name, wave).withNamespace(namespace);
    }
}
