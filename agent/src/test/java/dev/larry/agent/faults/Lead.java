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

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leads a run as the meta-coordinator and the coordinators do, until the barrier is open. */
final class Lead implements Runnable {
    private final Setup setup;
    private final String name;
    private final History.Log log;
    private final Set<Integer> told = new HashSet<>();
    private int ended;
    private volatile boolean initialised;
    private boolean opened;

    Lead(Setup setup, String name, History.Log log) {
        this.setup = setup;
        this.name = name;
        this.log = log;
    }

    /** Whether others may begin. */
    boolean initialised() {
        return initialised;
    }

    @Override
    public void run() {
        try (ProtocolRun run = join()) {
            begin(run);
            initialised = true;
            Recovery recovery = run.recovery();
            Gaps gaps = new Gaps(run.redis(), run.keys().events());
            run.mending(() -> mended(run, recovery, gaps));
            while (!opened) {
                try {
                    step(run, recovery, gaps);
                } catch (AgentException e) {
                    log.info(Op.FAULT, name, String.valueOf(e.getMessage()));
                }
                Thread.sleep(20);
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

    private boolean mended(ProtocolRun run, Recovery recovery, Gaps gaps) {
        Optional<Long> built = recovery.check();
        built.ifPresent(epoch -> {
            log.ok(Op.EPOCH, "run", epoch, 0, "");
            told.clear();
            gaps.again();
            write(run, new Event(EventKind.EPOCH_CHANGED, null, null, Map.of()));
        });
        return built.isPresent();
    }

    private void step(ProtocolRun run, Recovery recovery, Gaps gaps) {
        mended(run, recovery, gaps);
        report(gaps);
        run.ledger().sweep();
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
        for (Gaps.Missing missing : gaps.read()) {
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

    private void write(ProtocolRun run, Event event) {
        long number = run.events().producer().next();
        run.events().append(event);
        log.ok(Op.WRITE, name, number, 0, "");
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
