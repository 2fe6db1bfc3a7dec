package dev.larry.render;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Worker;

import java.util.ArrayList;
import java.util.List;

/** The settings of every agent of a fleet, for whoever starts agents without a cluster. */
public final class AgentDocuments {
    private AgentDocuments() {}

    /**
     * One agent.
     *
     * @param name unique in the fleet, usable as a file name
     */
    public record AgentDocument(String name, AgentSettings settings) {}

    /** The meta-coordinator and the observer, then each Larry's coordinator and workers. */
    public static List<AgentDocument> of(Fleet fleet) {
        List<PhaseSettings> phases = fleet.larrys().stream().map(Settings::phase).toList();
        List<AgentDocument> documents = new ArrayList<>();
        documents.add(new AgentDocument("meta", Settings.meta(fleet).withPhases(phases)));
        documents.add(new AgentDocument("observer", Settings.observer(fleet).withPhases(phases)));
        for (Larry larry : fleet.larrys()) {
            documents.add(
                    new AgentDocument(
                            larry.name() + "-coordinator", Settings.coordinator(fleet, larry)));
            for (Worker worker : larry.workers()) {
                documents.add(
                        new AgentDocument(
                                larry.name() + "-" + worker.name(),
                                Settings.worker(fleet, larry, worker)));
            }
        }
        return documents;
    }
}
