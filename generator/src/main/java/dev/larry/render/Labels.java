package dev.larry.render;

import dev.larry.model.Larry;
import dev.larry.model.Run;
import dev.larry.model.Worker;

import java.util.Map;
import java.util.TreeMap;

/** The labels that rendered objects carry and that Services, policies and monitors select by. */
public final class Labels {
    public static final String PART_OF = "app.kubernetes.io/part-of";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String INSTANCE = "app.kubernetes.io/instance";

    /** The Larry an object belongs to. */
    public static final String LARRY = "larry.dev/larry";

    /** The worker a pod is. */
    public static final String WORKER = "larry.dev/worker";

    /** The run a Job belongs to; on Jobs and their pods only. */
    public static final String RUN = "larry.dev/run";

    private Labels() {}

    /** What every object carries. */
    public static Map<String, String> common() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PART_OF, "larry");
        labels.put(MANAGED_BY, "larry");
        return labels;
    }

    /** The labels of a component's pods, and what selects them. */
    public static Map<String, String> component(String component, String instance) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PART_OF, "larry");
        labels.put(COMPONENT, component);
        labels.put(INSTANCE, instance);
        return labels;
    }

    /** A coordinator's pod. */
    static Map<String, String> coordinator(Larry larry) {
        Map<String, String> labels = component(ObjectNames.COORDINATOR, larry.name());
        labels.put(LARRY, larry.name());
        return labels;
    }

    /** A worker's pods in every run. */
    static Map<String, String> worker(Larry larry, Worker worker) {
        Map<String, String> labels = component("worker", larry.name());
        labels.put(LARRY, larry.name());
        labels.put(WORKER, worker.name());
        return labels;
    }

    /** A worker's pods in one run. */
    static Map<String, String> workerOf(Larry larry, Worker worker, Run run) {
        Map<String, String> labels = worker(larry, worker);
        labels.put(RUN, run.id());
        return labels;
    }
}
