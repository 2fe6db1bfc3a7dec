package dev.larry.agent.coordinator;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.recovery.Granting;
import dev.larry.agent.recovery.Telling;
import dev.larry.agent.redis.Health;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.Trail;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.AgentSettings.CoordinatorSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TokenPath;

import java.util.List;

/**
 * What a coordinator works with.
 *
 * @param tasks for its masters' programs, and for the records and events of all tasks
 * @param granting of tokens beyond a holder's own
 * @param trail the run's events from its beginning
 */
public record CoordinatorContext(
        TaskContext tasks,
        CoordinatorSettings coordinator,
        Barrier barrier,
        Telling telling,
        Ledger ledger,
        Granting granting,
        Trail trail,
        RedisKeys keys,
        Health health) {
    /** The Larry it leads. */
    String larry() {
        return tasks.larry().name();
    }

    /** Every task of the phase. */
    List<Roster> roster() {
        return Roster.of(
                larry(), tasks.larry().window(), coordinator.workers(), coordinator.masters());
    }

    /** The records of those tasks, which must be there. */
    List<TaskRecordDocument> records() {
        return roster().stream().map(Roster::task).map(tasks.records()::read).toList();
    }

    /** Whose tokens a task draws. */
    TokenPath path(Roster task) {
        return task.master()
                ? TokenPath.master(larry(), task.worker())
                : TokenPath.worker(larry(), task.worker());
    }

    /** The phase as the meta-coordinator knows it, but for what only people need. */
    PhaseSettings phase() {
        return new PhaseSettings(
                larry(),
                "",
                "",
                tasks.larry().window(),
                coordinator.tokens(),
                coordinator.masters(),
                coordinator.workers(),
                coordinator.success());
    }
}
