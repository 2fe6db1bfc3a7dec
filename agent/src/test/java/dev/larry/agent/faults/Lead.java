package dev.larry.agent.faults;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.barrier.Barrier.Arrival;
import dev.larry.agent.events.Event;
import dev.larry.agent.events.Gaps;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.agent.faults.Setup.Variant;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.recovery.Recovery;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Leads a run until the barrier is open: as the coordinators do, and on a thread and a connection
 * of its own, as it is a process of its own, as the meta-coordinator does.
 */
final class Lead implements Runnable {
    private static final long PAUSE_MILLIS = 20;

    private final Setup setup;
    private final String name;
    private final History.Log log;
    private final History.Log metaLog;
    private final Set<Integer> told = new HashSet<>();
    private final AtomicLong built = new AtomicLong();
    private long known;
    private int ended;
    private boolean reported;
    private volatile boolean initialised;
    private volatile boolean opened;
    private volatile @Nullable RuntimeException died;

    Lead(Setup setup, String name, History history) {
        this.setup = setup;
        this.name = name;
        this.log = history.of(name);
        this.metaLog = history.of(name + "-meta");
    }

    /** Whether others may begin. */
    boolean initialised() {
        return initialised;
    }

    @Override
    public void run() {
        try (ProtocolRun run = join(name)) {
            begin(run);
            initialised = true;
            Thread meta = Thread.ofPlatform().daemon().start(this::watch);
            Gaps gaps = new Gaps(run.redis(), run.keys().events());
            while (!opened) {
                RuntimeException reason = died;
                if (reason != null) {
                    throw reason;
                }
                try {
                    step(run, gaps);
                } catch (AgentException e) {
                    log.info(Op.FAULT, name, String.valueOf(e.getMessage()));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            meta.join();
            // What was lost until the very end has not been looked for yet.
            while (!reported) {
                try {
                    report(gaps);
                    reported = true;
                } catch (AgentException e) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProtocolRun join(String as) throws InterruptedException {
        while (true) {
            try {
                return setup.join(as);
            } catch (AgentException e) {
                Thread.sleep(200);
            }
        }
    }

    private void watch() {
        String self = name + "-meta";
        try (ProtocolRun run = join(self)) {
            Recovery recovery = run.recovery();
            run.mending(() -> mended(run, recovery));
            while (!opened) {
                try {
                    mended(run, recovery);
                    run.ledger().sweep();
                } catch (AgentException e) {
                    metaLog.info(Op.FAULT, self, String.valueOf(e.getMessage()));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            died = e;
        }
    }

    private boolean mended(ProtocolRun run, Recovery recovery) {
        Optional<Long> epoch = recovery.check();
        epoch.ifPresent(number -> {
            metaLog.ok(Op.EPOCH, "run", number, 0, "");
            built.set(number);
            long event = run.events().producer().next();
            run.events().append(new Event(EventKind.EPOCH_CHANGED, null, null, Map.of()));
            metaLog.ok(Op.WRITE, run.events().producer().id(), event, 0, "");
        });
        return epoch.isPresent();
    }

    private void begin(ProtocolRun run) {
        if (run.runs().find().isPresent()) {
            return;
        }
        for (int task = 0; task < setup.tasks(); task++) {
            log.ok(Op.TASK, Setup.task(task), 0, 0, "");
        }
        Tree.caps(setup.fleet()).forEach((node, cap) -> log.ok(Op.CAP, node, 0, cap, ""));
        run.initialise();
    }

    private void step(ProtocolRun run, Gaps gaps) {
        report(gaps);
        ended = 0;
        for (int task = 0; task < setup.tasks(); task++) {
            if (told.contains(task)) {
                ended++;
            } else {
                TaskRecordDocument record = run.records().read(Setup.task(task));
                if (record.state() == State.DONE || record.state() == State.DEAD) {
                    tell(run, task, record);
                    ended++;
                    told.add(task);
                }
            }
        }
        if (ended == setup.tasks()) {
            arrive(run);
            report(gaps);
        } else if (setup.variant() == Variant.OPENS_EARLY && ended > setup.tasks() / 2) {
            log.ok(Op.ARRIVE, "early", 0, 0, "OPENED");
            opened = true;
        }
    }

    private void report(Gaps gaps) {
        long epoch = built.get();
        if (known != epoch) {
            told.clear();
            gaps.again();
        }
        List<Gaps.Missing> found = gaps.read();
        known = epoch;
        for (Gaps.Missing missing : found) {
            if (setup.variant() != Variant.LOSES_EVENTS) {
                for (long number = missing.first(); number <= missing.last(); number++) {
                    log.ok(Op.GAP, missing.producer(), number, 0, "");
                }
            }
        }
    }

    private void tell(ProtocolRun run, int task, TaskRecordDocument record) {
        String larry = Setup.larry(task);
        run.telling().tell(record, larry, TokenPath.worker(larry, record.task()));
    }

    private void arrive(ProtocolRun run) {
        for (int larry = 0; larry < 2; larry++) {
            String member = Setup.larry(larry);
            log.invoke(Op.ARRIVE, member, 0, 0);
            Arrival arrival =
                    run.events()
                            .with(
                                    new Event(EventKind.BARRIER_OPENED, member, null, Map.of()),
                                    event ->
                                            run.barrier()
                                                    .arrive(
                                                            member,
                                                            false,
                                                            event.producer() + event.number(),
                                                            event),
                                    done -> done.outcome() == Barrier.Outcome.OPENED);
            log.ok(Op.ARRIVE, member, 0, 0, arrival.outcome().name());
        }
        opened = run.barrier().state().containsKey("opened");
    }
}
