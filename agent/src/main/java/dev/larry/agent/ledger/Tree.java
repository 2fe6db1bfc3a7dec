package dev.larry.agent.ledger;

import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Script;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TokenPath;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The ledger's tree as the settings have it, made and corrected while an epoch's state is built. */
public final class Tree {
    private static final Script NODE = Script.load(Tree.class, "node", 2);

    private final Guard guard;

    public Tree(Guard guard) {
        this.guard = guard;
    }

    /** Every node and its cap in tokens, before anything is granted. */
    public static SequencedMap<String, Long> caps(FleetSettings fleet) {
        SequencedMap<String, Long> caps = new LinkedHashMap<>();
        caps.put(TokenPath.RUN, fleet.total().value());
        caps.put(TokenPath.RESERVE, fleet.reserve().value());
        for (String node : TokenPath.meta().nodes().subList(1, 3)) {
            caps.put(node, fleet.meta().value());
        }
        for (PhaseSettings phase : fleet.phases()) {
            String larry = phase.larry();
            caps.put(TokenPath.larry(larry), phase.tokens().value());
            for (MasterSettings master : phase.masters()) {
                caps.put(
                        TokenPath.master(larry, master.name()).holder(), master.tokens().value());
                caps.put(TokenPath.pool(larry, master.name()), master.pool().value());
            }
            for (WorkerSettings worker : phase.workers()) {
                caps.put(
                        TokenPath.worker(larry, worker.name()).holder(), worker.tokens().value());
            }
        }
        return caps;
    }

    /**
     * Makes a node, or corrects one that Redis kept.
     *
     * @param spent so much is spent at least
     * @param granted so much is granted at least, for pools and the reserve
     * @return what it is now; empty where another epoch is being built
     */
    public Map<String, Long> build(long epoch, String node, long cap, long spent, long granted) {
        List<String> answer =
                guard.build(
                        epoch,
                        NODE,
                        List.of(guard.keys().tokens(node)),
                        List.of(
                                Long.toString(cap),
                                Long.toString(spent),
                                Long.toString(granted)));
        return answer.isEmpty()
                ? Map.of()
                : Map.of(
                        "cap", Long.parseLong(answer.get(1)),
                        "spent", Long.parseLong(answer.get(2)),
                        "reserved", Long.parseLong(answer.get(3)),
                        "granted", Long.parseLong(answer.get(4)));
    }
}
