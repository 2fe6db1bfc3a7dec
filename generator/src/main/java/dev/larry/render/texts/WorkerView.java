package dev.larry.render.texts;

import dev.larry.contract.Names;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Worker;
import dev.larry.template.Functions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A worker with what follows from the whole fleet.
 *
 * @param record the ConfigMap that is its task's record in the committed run
 */
public record WorkerView(Larry larry, Worker worker, String record) {
    /** Per Larry, the workers in order. */
    static Map<String, List<WorkerView>> of(Fleet fleet) {
        Map<String, List<WorkerView>> views = new LinkedHashMap<>();
        for (Larry larry : fleet.larrys()) {
            views.put(
                    larry.name(),
                    larry.workers().stream()
                            .map(worker ->
                                    new WorkerView(
                                            larry,
                                            worker,
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
