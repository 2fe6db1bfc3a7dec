package dev.larry.agent.faults;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.agent.faults.Setup.Variant;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.lease.Lease;
import dev.larry.agent.lease.LeaseKeeper;
import dev.larry.agent.lease.Leases.Told;
import dev.larry.agent.ledger.Claim;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.record.Transition;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** Works on the tasks of a run until each has ended, as workers do, and logs every operation. */
final class Hand implements Runnable {
    private static final int ATTEMPTS = 1_000;

    private final Setup setup;
    private final String name;
    private final History.Log log;
    private final Random random;
    private final List<Integer> left = new ArrayList<>();
    private boolean holder;
    private int attempt;

    /**
     * @param holder does its first task to no end before it is let go, a call of it under way, and
     *     then commits it whatever became of its lease
     */
    Hand(Setup setup, String name, History.Log log, boolean holder) {
        this.setup = setup;
        this.holder = holder;
        this.name = name;
        this.log = log;
        this.random = new Random(name.hashCode());
        for (int task = 0; task < setup.tasks(); task++) {
            left.add(task);
        }
    }

    @Override
    public void run() {
        try (ProtocolRun run = join()) {
            Drawing drawing = new Drawing(setup, run, log, random);
            while (!left.isEmpty()) {
                int index = random.nextInt(left.size());
                if (ended(run, drawing, left.get(index))) {
                    left.set(index, left.getLast());
                    left.removeLast();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProtocolRun join() throws InterruptedException {
        while (true) {
            try {
                return setup.join(name);
            } catch (AgentException e) {
                Thread.sleep(200);
            }
        }
    }

    private boolean ended(ProtocolRun run, Drawing drawing, int number)
            throws InterruptedException {
        String task = Setup.task(number);
        TaskRecordDocument before = run.records().read(task);
        State state = before.state();
        if (state == State.DONE || state == State.DEAD) {
            return true;
        }
        String owner = name + "/" + ++attempt;
        TokenPath path = TokenPath.worker(Setup.larry(number), task);
        Optional<Acquired.Granted> granted = granted(run, before, owner, path);
        if (granted.isEmpty()) {
            Thread.sleep(random.nextInt(20));
            return false;
        }
        Transition raised = raise(run, task, owner);
        if (raised instanceof Transition.Refused) {
            return false;
        }
        if (setup.variant() == Variant.FORGETS_TASKS && number % 5 == 0) {
            return true;
        }
        return worked(run, drawing, number, granted.get(), owner, raised.record());
    }

    private Optional<Acquired.Granted> granted(
            ProtocolRun run, TaskRecordDocument before, String owner, TokenPath path) {
        String task = before.task();
        long fence = TaskRecords.nextFence(before, owner);
        log.invoke(Op.ACQUIRE, task, 0, 0);
        try {
            Acquired answer = run.leases().acquire(task, owner, owner, fence, path);
            if (setup.variant() == Variant.TWICE) {
                answer = again(answer, run.leases().acquire(task, owner, owner, fence, path));
            }
            if (answer instanceof Acquired.Granted granted) {
                log.ok(Op.ACQUIRE, task, 0, 0, owner);
                return Optional.of(granted);
            }
            log.fail(Op.ACQUIRE, task, answer.toString());
            return Optional.empty();
        } catch (AgentException e) {
            log.info(Op.ACQUIRE, task, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The same operation gets the same answer, unless a lease ended between the two. */
    private Acquired again(Acquired first, Acquired second) {
        boolean granted = first instanceof Acquired.Granted;
        boolean kept = second instanceof Acquired.Granted;
        boolean late =
                first instanceof Acquired.Granted grant
                        && System.nanoTime() - grant.asked() > setup.ttlMillis() * 1_000_000;
        if (granted && !kept && !late) {
            throw new AssertionError(first + ", then " + second);
        }
        return second;
    }

    private Transition raise(ProtocolRun run, String task, String owner) {
        log.invoke(Op.RAISE, task, 0, 0);
        Transition raised = run.records().raise(task, owner, ATTEMPTS);
        if (setup.variant() == Variant.TWICE) {
            raised = run.records().raise(task, owner, ATTEMPTS);
        }
        if (raised instanceof Transition.Refused) {
            log.fail(Op.RAISE, task, "");
        } else {
            log.ok(Op.RAISE, task, raised.record().fence(), 0, owner);
        }
        return raised;
    }

    private boolean worked(
            ProtocolRun run,
            Drawing drawing,
            int number,
            Acquired.Granted granted,
            String owner,
            TaskRecordDocument record)
            throws InterruptedException {
        String task = record.task();
        TokenPath path = TokenPath.worker(Setup.larry(number), task);
        Optional<Lease> held;
        try {
            held = run.leases().hold(granted, task, owner, record.fence(), path);
        } catch (AgentException e) {
            return false;
        }
        if (held.isEmpty()) {
            return false;
        }
        log.ok(Op.START, task, record.fence(), 0, owner);
        AtomicReference<@Nullable String> lost = new AtomicReference<>();
        boolean careless = setup.variant() == Variant.COMMITS_THOUGH_REFUSED;
        boolean blind = setup.variant() == Variant.COMMITS_UNDER_ANY_FENCE;
        if ((careless || blind) && random.nextInt(3) == 0) {
            Thread.sleep(setup.ttlMillis() * 2);
            return committed(run, number, record, path);
        }
        try (LeaseKeeper keeper =
                new LeaseKeeper(held.get(), run.leases(), run.redis(), lost::set)) {
            if (holder) {
                drawing.begin(path, new Claim(task, owner, record.fence()), owner + ".0");
                hold(task, record.fence(), lost);
                return committed(run, number, record, path);
            }
            for (int draw = 0; draw < setup.draws(); draw++) {
                drawing.draw(path, new Claim(task, owner, record.fence()), owner + "." + draw);
            }
            if (blind && record.fence() > 1) {
                Thread.sleep(setup.ttlMillis() * 3);
            }
            long end = System.nanoTime() + random.nextLong(setup.workMillis() * 1_000_000 + 1);
            while (System.nanoTime() < end) {
                Thread.sleep(5);
                if (lost.get() != null || held.get().left().isNegative()) {
                    log.fail(Op.END, task, "lease lost: " + lost.get());
                    return false;
                }
            }
        }
        return committed(run, number, record, path);
    }

    private void hold(String task, long fence, AtomicReference<@Nullable String> lost)
            throws InterruptedException {
        holder = false;
        boolean said = false;
        while (!Files.exists(setup.release())) {
            Thread.sleep(5);
            if (!said && lost.get() != null) {
                log.ok(Op.LOST, task, fence, 0, String.valueOf(lost.get()));
                said = true;
            }
        }
    }

    private boolean committed(
            ProtocolRun run, int number, TaskRecordDocument record, TokenPath path) {
        String task = record.task();
        long fence = record.fence();
        Outcome outcome = new Outcome(null, "hash-" + fence, null);
        log.invoke(Op.COMMIT, task, fence, 0);
        if (setup.variant() == Variant.ACKNOWLEDGES_EARLY && random.nextInt(5) == 0) {
            log.ok(Op.COMMIT, task, fence, 0, "");
            return false;
        }
        long under =
                setup.variant() == Variant.COMMITS_UNDER_ANY_FENCE
                        ? run.records().read(task).fence()
                        : fence;
        Transition committed = run.records().commit(task, under, outcome);
        if (setup.variant() == Variant.TWICE) {
            committed = run.records().commit(task, under, outcome);
        }
        if (committed instanceof Transition.Refused
                && setup.variant() != Variant.COMMITS_THOUGH_REFUSED) {
            log.fail(Op.COMMIT, task, "fence " + committed.record().fence());
            return false;
        }
        log.ok(Op.COMMIT, task, fence, 0, "");
        if (!(committed instanceof Transition.Refused)) {
            tell(run, number, committed.record(), path);
        }
        return true;
    }

    private void tell(ProtocolRun run, int number, TaskRecordDocument record, TokenPath path) {
        Event event =
                new Event(
                        EventKind.PROGRESS_UPDATE,
                        Setup.larry(number),
                        record.task(),
                        Map.of("state", "done"));
        long[] used = new long[1];
        log.invoke(Op.TELL, record.task(), record.fence(), 0);
        try {
            if (setup.variant() == Variant.LOSES_EVENTS && random.nextInt(5) == 0) {
                run.events().producer().used(run.events().producer().next());
            }
            Told told =
                    run.events()
                            .with(
                                    event,
                                    announcement -> {
                                        used[0] = announcement.number();
                                        Told answer =
                                                run.leases()
                                                        .complete(
                                                                record,
                                                                path,
                                                                Barrier.FIRST,
                                                                announcement);
                                        return setup.variant() == Variant.TWICE
                                                ? run.leases()
                                                        .complete(
                                                                record,
                                                                path,
                                                                Barrier.FIRST,
                                                                announcement)
                                                : answer;
                                    },
                                    answer -> answer == Told.COMPLETED);
            log.ok(Op.TELL, record.task(), record.fence(), 0, told.toString());
            if (told == Told.COMPLETED) {
                log.ok(Op.WRITE, name, used[0], 0, "");
            }
        } catch (AgentException e) {
            log.info(Op.TELL, record.task(), String.valueOf(e.getMessage()));
        }
    }
}
