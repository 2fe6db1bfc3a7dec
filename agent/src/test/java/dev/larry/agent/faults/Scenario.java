package dev.larry.agent.faults;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.agent.ledger.Account;
import dev.larry.agent.ledger.Tree;
import dev.larry.contract.ContractJson;
import dev.larry.contract.TaskRecordDocument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run that is broken: its lead, its hands as real processes, and what is found at its end. */
final class Scenario implements AutoCloseable {
    private final Setup setup;
    private final Path file;
    private final History history;
    private final History.Log log;
    private final List<Process> processes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Scenario(Setup setup) throws IOException {
        this.setup = setup;
        Files.createDirectories(setup.histories());
        this.file = Path.of(setup.directory(), "setup.json");
        Files.writeString(file, ContractJson.document(setup));
        this.history = new History(setup.histories().resolve("scenario.jsonl"));
        this.log = history.of("scenario");
    }

    /** Starts the lead in this process, and waits until others may begin. */
    Scenario led() throws InterruptedException {
        Lead lead = new Lead(setup, "lead", history.of("lead"));
        threads.add(Thread.ofPlatform().daemon().start(lead));
        lead.awaitInitialised();
        return this;
    }

    /** Starts hands in this process. */
    Scenario threads(int number) {
        for (int hand = 0; hand < number; hand++) {
            String name = "hand-" + hand;
            threads.add(
                    Thread.ofPlatform().daemon().start(new Hand(setup, name, history.of(name))));
        }
        return this;
    }

    /** Starts a process of its own: a lead, or so many hands. */
    Process start(String role, String name, int number) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                file.toString(),
                                role,
                                name,
                                Integer.toString(number))
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of(setup.directory(), name + ".log").toFile())
                        .start();
        processes.add(process);
        return process;
    }

    /** A line of the history: a fault begins or ends. */
    void fault(String what) {
        log.ok(Op.FAULT, what, 0, 0, "");
    }

    /** Waits until so many tasks are done. */
    void awaitDone(int number) throws InterruptedException {
        AgentProcesses.await(number + " tasks are done", () -> done() >= number);
    }

    /** Waits until a process has begun so many tasks. */
    void awaitStartedBy(String process, int number) throws InterruptedException {
        AgentProcesses.await(
                process + " has begun " + number + " tasks",
                () -> count(Op.START, Kind.OK, process) >= number);
    }

    /** Waits until a lead that is a process has initialised the run. */
    void awaitInitialised() throws InterruptedException {
        try (ProtocolRun run = setup.join("scenario")) {
            // A record is synced; thousands of them take their time.
            AgentProcesses.await(
                    "the run is initialised", 300, () -> run.runs().find().isPresent());
        }
    }

    /** Sends a signal by name. */
    static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private long done() {
        return count(Op.COMMIT, Kind.OK, "");
    }

    private long count(Op op, Kind kind, String process) {
        try {
            return History.read(setup.histories()).stream()
                    .filter(entry -> entry.op() == op && entry.kind() == kind)
                    .filter(entry -> entry.process().startsWith(process))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the end of lead and hands, and judges what they did. */
    Judgement end(long patienceSeconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        for (Process process : processes) {
            process.waitFor(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        boolean ended = threads.stream().noneMatch(Thread::isAlive);
        try (ProtocolRun run = setup.join("judge")) {
            found(run);
        }
        List<Entry> all = History.read(setup.histories());
        return new Judgement(ended, all, Checker.check(all));
    }

    private void found(ProtocolRun run) {
        for (int task = 0; task < setup.tasks(); task++) {
            TaskRecordDocument record = run.records().read(Setup.task(task));
            log.ok(
                    Op.RECORD,
                    record.task(),
                    record.fence(),
                    0,
                    record.state().name().toLowerCase(Locale.ROOT));
        }
        for (String node : Tree.caps(setup.fleet()).keySet()) {
            Account account = run.ledger().account(node).orElseThrow();
            log.ok(
                    Op.ACCOUNT,
                    node,
                    account.cap() - account.granted(),
                    account.spent() + account.reserved(),
                    "");
        }
        for (Map<String, String> event : run.events().all()) {
            log.ok(
                    Op.EVENT,
                    event.getOrDefault("producer", ""),
                    Long.parseLong(event.getOrDefault("seq", "0")),
                    0,
                    event.getOrDefault("type", ""));
        }
    }

    @Override
    public void close() throws IOException {
        processes.forEach(process -> process.destroyForcibly());
        threads.forEach(Thread::interrupt);
        history.close();
    }
}
