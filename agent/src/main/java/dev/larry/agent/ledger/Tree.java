package dev.larry.agent.ledger;

import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Script;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TokenPath;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The ledger's tree as the settings have it, made and corrected while an epoch's state is built.
 */
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
                caps.put(TokenPath.master(larry, master.name()).holder(), master.tokens().value());
                caps.put(TokenPath.pool(larry, master.name()), master.pool().value());
            }
            for (WorkerSettings worker : phase.workers()) {
                caps.put(TokenPath.worker(larry, worker.name()).holder(), worker.tokens().value());
            }
        }
        return caps;
    }

    /**
     * Makes a node, or corrects one that Redis kept.
     *
     * @return what it is now; empty where another epoch is being built
     */
    public Optional<Built> build(long epoch, Node node) {
        List<String> arguments = new ArrayList<>();
        for (long number : List.of(node.cap(), node.used(), node.granted())) {
            arguments.add(Long.toString(number));
        }
        arguments.add(node.doubtful() ? "1" : "0");
        node.grants().forEach((id, tokens) -> arguments.addAll(List.of(id, Long.toString(tokens))));
        List<String> answer =
                guard.build(epoch, NODE, List.of(guard.keys().tokens(node.name())), arguments);
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Built(
                                Long.parseLong(answer.get(1)),
                                Long.parseLong(answer.get(2)),
                                Long.parseLong(answer.get(3))));
    }

    /**
     * What is certain of a node, in tokens.
     *
     * @param cap at least
     * @param used spent and reserved, at least
     * @param granted at least, for pools and the reserve
     * @param doubtful whether Redis may have forgotten what was spent: then all is charged
     * @param grants that it gave, by their id
     */
    public record Node(
            String name,
            long cap,
            long used,
            long granted,
            boolean doubtful,
            Map<String, Long> grants) {
        public Node {
            grants = new TreeMap<>(grants);
        }
    }

    /** What a node is after it was built. */
    public record Built(long cap, long used, long granted) {}
}
