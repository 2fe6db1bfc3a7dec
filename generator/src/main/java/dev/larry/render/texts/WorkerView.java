package dev.larry.render.texts;

import dev.larry.contract.Names;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Timeline;
import dev.larry.model.Worker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A worker with what follows from the whole fleet.
 *
 * @param step its place in the timeline; none where tasks wait for each other
 * @param record the ConfigMap that is its task's record in the committed run
 */
public record WorkerView(Larry larry, Worker worker, Optional<Timeline.Step> step, String record) {
    /** Per Larry, the workers in order. */
    static Map<String, List<WorkerView>> of(Fleet fleet, Timeline timeline) {
        Map<String, Timeline.Step> steps = new HashMap<>();
        if (timeline instanceof Timeline.Schedule schedule) {
            for (Timeline.Phase phase : schedule.phases()) {
                phase.steps().forEach(step -> steps.put(step.place().toString(), step));
            }
        }
        Map<String, List<WorkerView>> views = new LinkedHashMap<>();
        for (Larry larry : fleet.larrys()) {
            views.put(
                    larry.name(),
                    larry.workers().stream()
                            .map(worker ->
                                    new WorkerView(
                                            larry,
                                            worker,
                                            Optional.ofNullable(
                                                    steps.get(larry.name() + "/" + worker.name())),
                                            Names.taskRecord(fleet.run().id(), worker.task().id())))
                            .toList());
        }
        return views;
    }

    /** The program and its arguments, as a person would type them. */
    public String command() {
        return worker.task().parameters().texts("command").stream()
                .map(Functions::shell)
                .collect(Collectors.joining(" "));
    }
}
