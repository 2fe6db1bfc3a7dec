package dev.larry.agent.recovery;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.ledger.Tree.Built;
import dev.larry.agent.ledger.Tree.Node;
import dev.larry.agent.record.RunRecord.Grant;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.redis.Epochs;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds the state of an epoch: tasks and leases from the task records, the ledger from the
 * settings, the run's grants and what Redis kept, the barrier from the settings and the records.
 * Each step may be made again; a later epoch stops it.
 */
public final class Rebuild {
    private final FleetSettings fleet;
    private final Epochs epochs;
    private final TaskRecords records;
    private final Leases leases;
    private final Tree tree;
    private final Barrier barrier;

    public Rebuild(
            FleetSettings fleet,
            Epochs epochs,
            TaskRecords records,
            Leases leases,
            Tree tree,
            Barrier barrier) {
        this.fleet = fleet;
        this.epochs = epochs;
        this.records = records;
        this.leases = leases;
        this.tree = tree;
        this.barrier = barrier;
    }

    /**
     * Builds it.
     *
     * @return whether this call ended it; false where it was built before or a later one is begun
     */
    public boolean build(long epoch, List<Grant> grants) {
        if (!epochs.begin(epoch)) {
            return false;
        }
        Set<String> doubtful = new HashSet<>();
        return tasks(epoch, doubtful) && ledger(epoch, grants, doubtful) && epochs.end(epoch);
    }

    private boolean tasks(long epoch, Set<String> doubtful) {
        SequencedMap<String, List<String>> members = new LinkedHashMap<>();
        for (PhaseSettings phase : fleet.phases()) {
            members.put(
                    phase.larry(),
                    phase.workers().stream().map(worker -> worker.task().id()).toList());
        }
        if (!barrier.open(epoch, members)) {
            return false;
        }
        if (epoch > 1) {
            doubtful.add(TokenPath.meta().holder());
        }
        for (PhaseSettings phase : fleet.phases()) {
            for (WorkerSettings worker : phase.workers()) {
                String holder = TokenPath.worker(phase.larry(), worker.name()).holder();
                if (!task(epoch, worker.task().id(), holder, true, doubtful)) {
                    return false;
                }
            }
            for (MasterSettings master : phase.masters()) {
                String holder = TokenPath.master(phase.larry(), master.name()).holder();
                if (master.task() != null
                        && !task(epoch, master.task().id(), holder, false, doubtful)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean task(
            long epoch, String id, String holder, boolean awaited, Set<String> doubtful) {
        TaskRecordDocument record = records.read(id);
        Optional<Boolean> kept = leases.restore(epoch, record);
        if (kept.isEmpty()) {
            return false;
        }
        if (!kept.get()) {
            doubtful.add(holder);
        }
        boolean dead = record.state() == State.DEAD;
        boolean ended = dead || record.state() == State.DONE;
        return !awaited || !ended || barrier.count(epoch, id, dead);
    }

    private boolean ledger(long epoch, List<Grant> grants, Set<String> doubtful) {
        SequencedMap<String, Long> caps = Tree.caps(fleet);
        Map<String, Long> used = new HashMap<>();
        // From the leaves up, so that each level knows what those below it have used.
        for (String name : caps.sequencedKeySet().reversed()) {
            long cap = caps.getOrDefault(name, 0L);
            Map<String, Long> given = new TreeMap<>();
            for (Grant grant : grants) {
                boolean reserve = grant.from().equals(TokenPath.RESERVE);
                if (grant.from().equals(name)) {
                    given.put(grant.id(), grant.tokens());
                }
                if (grant.to().holder().equals(name)
                        || reserve && grant.to().group().equals(name)) {
                    cap += grant.tokens();
                }
            }
            Optional<Built> built =
                    tree.build(
                            epoch,
                            new Node(
                                    name,
                                    cap,
                                    used.getOrDefault(name, 0L),
                                    given.values().stream().mapToLong(Long::longValue).sum(),
                                    doubtful.contains(name),
                                    given));
            if (built.isEmpty()) {
                return false;
            }
            parent(name).ifPresent(parent -> used.merge(parent, built.get().used(), Long::sum));
        }
        return true;
    }

    private static Optional<String> parent(String node) {
        if (node.equals(TokenPath.RUN) || node.equals(TokenPath.RESERVE)) {
            return Optional.empty();
        }
        String[] parts = node.split("/", -1);
        // larry/NAME/worker/NAME is below larry/NAME; meta/coordinator is below meta.
        return Optional.of(
                parts.length == 4
                        ? parts[0] + "/" + parts[1]
                        : node.equals(TokenPath.meta().holder())
                                ? TokenPath.meta().group()
                                : TokenPath.RUN);
    }
}
