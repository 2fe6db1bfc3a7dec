package dev.larry.agent.worker;

import dev.larry.agent.events.EventQueue;
import dev.larry.agent.events.Log;
import dev.larry.agent.lease.Lease;
import dev.larry.agent.lease.LeaseKeeper;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.Transition;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.Variables;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One attempt at a task whose lease was granted: fence, child, ending. */
final class Attempt {
    private final WorkerContext context;
    private final Command command;
    private final Ending ending;

    Attempt(WorkerContext context, Command command, Ending ending) {
        this.context = context;
        this.command = command;
        this.ending = ending;
    }

    /**
     * Makes the attempt.
     *
     * @param hopeless why the task is to end dead instead
     */
    ExitCode run(RunRecord run, Optional<String> hopeless) throws InterruptedException {
        Transition raised =
                context.records().raise(context.task(), context.owner(), context.run().attempts());
        TaskRecordDocument record = raised.record();
        if (raised instanceof Transition.Refused) {
            ending.release();
            return ending.already(record);
        }
        if (record.state() == State.DEAD) {
            return ending.dead(record, ExitCode.TASK_DEAD);
        }
        Optional<Lease> lease =
                context.leases()
                        .bind(context.task(), context.owner(), record.fence(), context.tokens());
        if (lease.isEmpty()) {
            return ending.lost(record.fence(), "it ended before it was held");
        }
        if (hopeless.isPresent()) {
            return ending.bury(record.fence(), hopeless.get(), ExitCode.TASK_DEAD);
        }
        return held(run, record, lease.get());
    }

    private ExitCode held(RunRecord run, TaskRecordDocument record, Lease lease)
            throws InterruptedException {
        Log log = context.log().about("fence", Long.toString(lease.fence()));
        Duration left = context.runs().left(run, context.larry().window());
        Duration time =
                left.compareTo(context.worker().timeout()) < 0 ? left : context.worker().timeout();
        log.info(
                "attempt "
                        + record.attempts()
                        + " of "
                        + context.run().attempts()
                        + ", "
                        + time.toSeconds()
                        + " s");
        AttemptFiles files;
        Ended ended;
        try {
            files =
                    AttemptFiles.make(
                            context.workDirectory(),
                            context.run().id(),
                            context.task(),
                            lease.fence());
            ended = watched(lease, record, files, time, log);
        } catch (AgentException e) {
            return e.code().retry()
                    ? ending.failed(record, String.valueOf(e.getMessage()))
                    : ending.bury(record.fence(), String.valueOf(e.getMessage()), e.code());
        }
        return ending.of(record, files, ended, time);
    }

    private Ended watched(
            Lease lease, TaskRecordDocument record, AttemptFiles files, Duration time, Log log)
            throws InterruptedException {
        EventQueue events = new EventQueue(context.events(), log);
        try (events) {
            OutputListener listener =
                    new OutputListener(
                            context.larry().name(), context.task(), lease.fence(), events, log);
            Child child =
                    Child.start(command, files.work(), variables(record, files, time), listener);
            try (LeaseKeeper keeper =
                    new LeaseKeeper(lease, context.leases(), context.redis(), child::leaseLost)) {
                return child.await(lease, time, context.stop());
            }
        }
    }

    private Map<String, String> variables(
            TaskRecordDocument record, AttemptFiles files, Duration time) {
        Map<Variables, String> values = new TreeMap<>();
        values.put(Variables.LARRY_RUN, context.run().id());
        values.put(Variables.LARRY_NAME, context.larry().name());
        values.put(Variables.LARRY_WORKER, context.worker().name());
        values.put(Variables.LARRY_TASK, context.task());
        values.put(Variables.LARRY_FENCE, Long.toString(record.fence()));
        values.put(Variables.LARRY_ATTEMPT, Integer.toString(record.attempts()));
        values.put(Variables.LARRY_TOKENS, Long.toString(context.worker().tokens().value()));
        values.put(Variables.LARRY_DEADLINE, context.clock().instant().plus(time).toString());
        values.put(Variables.LARRY_RESULT, files.result().toString());
        values.put(Variables.LARRY_WORK, files.work().toString());
        values.put(Variables.LARRY_VOLUME, context.larry().volume());
        Map<String, String> named = new TreeMap<>();
        values.forEach((variable, value) -> named.put(variable.name(), value));
        return named;
    }
}
