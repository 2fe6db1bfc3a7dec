package dev.larry.agent.report;

import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A task of a phase and whose it is.
 *
 * @param account node of the token ledger that it spends from
 */
public record Roster(
        String task,
        String worker,
        boolean master,
        Tokens tokens,
        Duration expected,
        Duration timeout,
        List<String> after,
        String account) {
    public Roster {
        after = List.copyOf(after);
    }

    /** Every task of a phase: the workers', then the masters' that have a program. */
    public static List<Roster> of(
            String larry,
            Duration window,
            List<WorkerSettings> workers,
            List<MasterSettings> masters) {
        List<Roster> all = new ArrayList<>();
        for (WorkerSettings worker : workers) {
            all.add(
                    new Roster(
                            worker.task().id(),
                            worker.name(),
                            false,
                            worker.tokens(),
                            worker.expected(),
                            worker.timeout(),
                            worker.after(),
                            TokenPath.worker(larry, worker.name()).holder()));
        }
        for (MasterSettings master : masters) {
            if (master.task() != null) {
                all.add(
                        new Roster(
                                master.task().id(),
                                master.name(),
                                true,
                                master.tokens(),
                                window,
                                window,
                                List.of(),
                                TokenPath.master(larry, master.name()).holder()));
            }
        }
        return all;
    }

    /** Every task of a phase. */
    public static List<Roster> of(PhaseSettings phase) {
        return of(phase.larry(), phase.window(), phase.workers(), phase.masters());
    }

    /** Every task of the fleet, each once, whoever lists it. */
    public static List<String> tasks(FleetSettings fleet) {
        return fleet.phases().stream()
                .flatMap(phase -> of(phase).stream())
                .map(Roster::task)
                .distinct()
                .toList();
    }
}
