package dev.larry.agent.task;

import dev.larry.agent.events.EventQueue;
import dev.larry.agent.events.Log;
import dev.larry.agent.journal.JournalFile;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.lease.Lease;
import dev.larry.agent.lease.LeaseKeeper;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.Transition;
import dev.larry.agent.recovery.Fallback;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.Variables;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One attempt at a task whose lease was granted: fence, child, ending. */
final class Attempt {
    private static final Duration ENDED = Duration.ofNanos(-1);

    private final TaskContext context;
    private final Assignment assignment;
    private final Ending ending;

    Attempt(TaskContext context, Assignment assignment) {
        this.context = context;
        this.assignment = assignment;
        this.ending = new Ending(context, assignment);
    }

    /**
     * Makes the attempt.
     *
     * @param granted the lease
     * @param hopeless why the task is to end dead instead
     */
    TaskEnd run(RunRecord run, Acquired.Granted granted, Optional<String> hopeless)
            throws InterruptedException {
        String task = assignment.id();
        Transition raised =
                context.records().raise(task, context.owner(), context.run().attempts());
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
                        .hold(
                                granted,
                                task,
                                context.owner(),
                                record.fence(),
                                assignment.path(context));
        if (lease.isEmpty()) {
            // A machine too busy to begin in time has not used up an attempt.
            context.records().giveBack(task, record.fence(), "its lease ended before it was held");
            return ending.lost(record.fence(), "it ended before it was held");
        }
        if (hopeless.isPresent()) {
            return ending.bury(record.fence(), hopeless.get(), ExitCode.TASK_DEAD);
        }
        return held(run, record, lease.get());
    }

    private TaskEnd held(RunRecord run, TaskRecordDocument record, Lease lease)
            throws InterruptedException {
        Log log = context.log().about("fence", Long.toString(lease.fence()));
        Duration left = context.runs().left(run, context.larry().window());
        Duration time = left.compareTo(assignment.timeout()) < 0 ? left : assignment.timeout();
        log.info(
                "attempt "
                        + record.attempts()
                        + " of "
                        + context.run().attempts()
                        + ", "
                        + time.toSeconds()
                        + " s");
        try {
            AttemptFiles files =
                    AttemptFiles.make(
                            context.workDirectory(),
                            context.run().id(),
                            assignment.id(),
                            lease.fence());
            try (Fallback fallback = fallback(lease.fence())) {
                Ended ended = watched(lease, record, files, time, log, fallback);
                Judgement judgement = Judgement.of(ended, files.result(), time);
                return ended(judgement, record, fallback);
            }
        } catch (AgentException e) {
            if (e.code() == ExitCode.JOURNAL_FULL || e.code() == ExitCode.RECORDS_AWAY) {
                throw e;
            }
            return ending.as(
                    e.code().retry()
                            ? new Judgement.Fail(String.valueOf(e.getMessage()))
                            : new Judgement.Bury(String.valueOf(e.getMessage()), e.code()),
                    record);
        }
    }

    private Fallback fallback(long fence) {
        return new Fallback(
                JournalFile.of(
                        Path.of(context.larry().volume()),
                        context.run().id(),
                        context.larry().name(),
                        assignment.id(),
                        fence),
                context.clock(),
                context.journals());
    }

    /** A result that cannot be committed now is kept, to be committed by whoever replays it. */
    private TaskEnd ended(Judgement judgement, TaskRecordDocument record, Fallback fallback) {
        try {
            return ending.as(judgement, record);
        } catch (AgentException e) {
            if (e.code() == ExitCode.RECORDS_AWAY && judgement instanceof Judgement.Commit commit) {
                fallback.result(ending.outcome(commit.file(), record.fence()));
                throw new AgentException(
                        e.code(), e.getMessage() + "; the result is kept in " + fallback.path(), e);
            }
            throw e;
        }
    }

    private Ended watched(
            Lease lease,
            TaskRecordDocument record,
            AttemptFiles files,
            Duration time,
            Log log,
            Fallback fallback)
            throws InterruptedException {
        EventQueue events = new EventQueue(context.events(), log, fallback);
        Ended ended = watched(lease, record, files, time, log, events);
        if (events.failure().isPresent()) {
            throw events.failure().get();
        }
        return ended;
    }

    private Ended watched(
            Lease lease,
            TaskRecordDocument record,
            AttemptFiles files,
            Duration time,
            Log log,
            EventQueue queue)
            throws InterruptedException {
        try (EventQueue events = queue) {
            OutputListener listener =
                    new OutputListener(
                            context.larry().name(), assignment.id(), lease.fence(), events, log);
            listener.send(
                    EventKind.PROGRESS_UPDATE,
                    Map.of("state", "leased", "attempt", record.attempts()));
            Map<Variables, String> variables = variables(record, files, time);
            // What meters LLM calls will be served beside it, and set its address here.
            TokenEndpoint tokens =
                    TokenEndpoint.serve(new TokenDesk(context, assignment, lease.fence()));
            variables.put(Variables.LARRY_TOKENS_URL, tokens.url());
            variables.put(Variables.LARRY_TOKENS_KEY, tokens.key());
            try (tokens) {
                return watched(
                        Child.start(assignment.command(), files.work(), variables, listener),
                        lease,
                        listener,
                        files,
                        time,
                        log,
                        events);
            }
        }
    }

    private Ended watched(
            Child child,
            Lease lease,
            OutputListener listener,
            AttemptFiles files,
            Duration time,
            Log log,
            EventQueue events)
            throws InterruptedException {
        try (LeaseKeeper keeper =
                new LeaseKeeper(lease, context.leases(), context.redis(), child::leaseLost)) {
            Ended ended =
                    child.await(
                            // What can neither be told nor kept is not worked on any more.
                            () -> events.failure().isEmpty() ? lease.left() : ENDED,
                            time,
                            context.stop());
            if (ended instanceof Ended.Exited) {
                keep(listener, files, lease.fence(), log);
            }
            return ended;
        }
    }

    private void keep(OutputListener listener, AttemptFiles files, long fence, Log log) {
        new Artifacts(
                        files.work(),
                        Path.of(context.larry().volume()).toAbsolutePath(),
                        context.run().id(),
                        assignment.id() + "-" + fence,
                        log)
                .keep(
                        listener.artifacts(),
                        kept -> listener.send(EventKind.PROGRESS_UPDATE, Map.of("artifact", kept)));
    }

    private Map<Variables, String> variables(
            TaskRecordDocument record, AttemptFiles files, Duration time) {
        Map<Variables, String> values = new EnumMap<>(Variables.class);
        values.put(Variables.LARRY_RUN, context.run().id());
        values.put(Variables.LARRY_NAME, context.larry().name());
        values.put(Variables.LARRY_WORKER, assignment.name());
        values.put(Variables.LARRY_TASK, assignment.id());
        values.put(Variables.LARRY_FENCE, Long.toString(record.fence()));
        values.put(Variables.LARRY_ATTEMPT, Integer.toString(record.attempts()));
        values.put(Variables.LARRY_TOKENS, Long.toString(assignment.tokens().value()));
        values.put(Variables.LARRY_DEADLINE, context.clock().instant().plus(time).toString());
        values.put(Variables.LARRY_RESULT, files.result().toString());
        values.put(Variables.LARRY_WORK, files.work().toString());
        values.put(Variables.LARRY_VOLUME, context.larry().volume());
        return values;
    }
}
