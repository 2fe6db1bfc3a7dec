package dev.larry.render;

import dev.larry.contract.AgentSettings;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Worker;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of every agent of a fleet as its pods mount them, for whoever starts agents without
 * a cluster.
 *
 * @param name unique in the fleet
 * @param settings complete: with the phases that a pod mounts as files of their own
 */
public record AgentDocuments(String name, AgentSettings settings) {
    /** The ConfigMap that the meta-coordinator mounts; it names the run that is in the cluster. */
    public static final String META_SETTINGS = ObjectNames.settings(ObjectNames.META);

    /** Every agent: the meta-coordinator, the observer, then each Larry's. */
    public static List<AgentDocuments> of(Fleet fleet) {
        List<AgentSettings.PhaseSettings> phases =
                fleet.larrys().stream().map(Settings::phase).toList();
        List<AgentDocuments> all = new ArrayList<>();
        all.add(new AgentDocuments(ObjectNames.META, Settings.meta(fleet).withPhases(phases)));
        all.add(
                new AgentDocuments(
                        ObjectNames.OBSERVER, Settings.observer(fleet).withPhases(phases)));
        for (Larry larry : fleet.larrys()) {
            all.add(
                    new AgentDocuments(
                            larry.name() + "-" + ObjectNames.COORDINATOR,
                            Settings.coordinator(fleet, larry)));
            for (Worker worker : larry.workers()) {
                all.add(
                        new AgentDocuments(
                                larry.name() + "-" + ObjectNames.worker(worker),
                                Settings.worker(fleet, larry, worker)));
            }
        }
        return all;
    }
}
