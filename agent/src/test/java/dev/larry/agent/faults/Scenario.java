package dev.larry.agent.faults;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.agent.ledger.Account;
import dev.larry.agent.ledger.Tree;
import dev.larry.contract.ContractJson;
import dev.larry.contract.TaskRecordDocument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A run that is broken: its lead, its hands as real processes, and what is found at its end. */
final class Scenario implements AutoCloseable {
    private final Setup setup;
    private final Path file;
    private final History history;
    private final History.Log log;
    private final Tail tail;
    private final Patience patience;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Scenario(Setup setup) throws IOException {
        this(setup, Patience.USUAL);
    }

    Scenario(Setup setup, Patience patience) throws IOException {
        this.setup = setup;
        this.patience = patience;
        this.tail = new Tail(setup.histories());
        Files.createDirectories(setup.histories());
        this.file = Path.of(setup.directory(), "setup.json");
        Files.writeString(file, ContractJson.document(setup));
        this.history = new History(setup.histories().resolve("scenario.jsonl"));
        this.log = history.of("scenario");
    }

    /** Starts the lead in this process, and waits until others may begin. */
    Scenario led() throws InterruptedException {
        Lead lead = new Lead(setup, "lead", history);
        start(lead, "lead");
        patience.await("the run is initialised", this::made, lead::initialised);
        return this;
    }

    /** Starts hands in this process. */
    Scenario threads(int number) {
        for (int hand = 0; hand < number; hand++) {
            String name = "hand-" + hand;
            start(new Hand(setup, name, history.of(name), false), name);
        }
        return this;
    }

    private void start(Runnable work, String name) {
        threads.add(
                Thread.ofPlatform()
                        .daemon()
                        .uncaughtExceptionHandler(
                                (thread, reason) -> troubles.add(name + " died: " + reason))
                        .start(work));
    }

    /**
     * Starts a process of its own: a lead; so many hands; or so many holders, hands that neither
     * end their first task nor look at their lease before {@link #letGo}.
     */
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
                        .redirectOutput(setup.log(name).toFile())
                        .start();
        processes.put(name, process);
        return process;
    }

    /** Kills a process; that it ended so is no trouble. */
    void kill(String name) throws InterruptedException {
        Objects.requireNonNull(processes.remove(name)).destroyForcibly().waitFor();
    }

    /** Holders may end their tasks. */
    void letGo() throws IOException {
        Files.createFile(setup.release());
    }

    /** A line of the history: a fault begins or ends. */
    void fault(String what) {
        log.ok(Op.FAULT, what, 0, 0, "");
    }

    /** Waits until so many tasks are done. */
    void awaitDone(int number) throws InterruptedException {
        await(number + " tasks are done", () -> tail.count(Op.COMMIT, "") >= number);
    }

    /** Waits until a process has begun so many tasks. */
    void awaitStartedBy(String process, int number) throws InterruptedException {
        await(
                process + " has begun " + number + " tasks",
                () -> tail.count(Op.START, process) >= number);
    }

    /** Waits until holders of a process have found so many leases lost. */
    void awaitLostBy(String process, int number) throws InterruptedException {
        await(
                process + " has lost " + number + " leases",
                () -> tail.count(Op.LOST, process) >= number);
    }

    /** Waits until a lead that is a process has initialised the run. */
    void awaitInitialised() throws InterruptedException {
        try (ProtocolRun run = setup.join("scenario")) {
            patience.await(
                    "the run is initialised", this::made, () -> run.runs().find().isPresent());
        }
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        patience.await(
                what,
                tail::steps,
                () -> {
                    died();
                    if (!troubles.isEmpty()) {
                        throw new AssertionError(troubles + " while waiting until " + what);
                    }
                    return condition.getAsBoolean();
                });
    }

    /** Records that are there: each is synced, and thousands of them take their time. */
    private long made() {
        try (Stream<Path> records = Files.list(Files.createDirectories(setup.records()))) {
            return records.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processes that ended by themselves and not well. */
    private void died() {
        processes.forEach((name, process) -> {
            if (!process.isAlive() && process.exitValue() != 0) {
                troubles.add(name + " ended with " + process.exitValue() + ": " + said(name));
            }
        });
        processes.values().removeIf(process -> !process.isAlive() && process.exitValue() != 0);
    }

    private String said(String name) {
        try {
            return Files.readString(setup.log(name)).lines().findFirst().orElse("no word");
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Sends a signal by name. */
    static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits for the end of lead and hands, and judges what they did. */
    Judgement end() throws IOException, InterruptedException {
        boolean ended = true;
        try {
            patience.await("lead and hands have ended", tail::steps, this::over);
        } catch (AssertionError e) {
            ended = false;
            troubles.add(String.valueOf(e.getMessage()));
        }
        died();
        try (ProtocolRun run = setup.join("judge")) {
            found(run);
        }
        List<Entry> all = History.read(setup.histories());
        return new Judgement(ended, all, Checker.check(all), troubles);
    }

    private boolean over() {
        return threads.stream().noneMatch(Thread::isAlive)
                && processes.values().stream().noneMatch(Process::isAlive);
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
        processes.values().forEach(Process::destroyForcibly);
        threads.forEach(Thread::interrupt);
        history.close();
    }
}
