package dev.larry.agent.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.events.Event;
import dev.larry.agent.events.Log;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.ledger.Reservation;
import dev.larry.agent.redis.Health;
import dev.larry.agent.report.Trail;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.ContractJson;
import dev.larry.contract.EventKind;
import dev.larry.contract.Names;
import dev.larry.contract.RunChange;
import dev.larry.contract.RunState;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a look at 200 Larrys with 10 workers each asks of Redis, and how much is told of it, counted
 * on a real server. What it costs in time is measured by {@code ci/bench watch}.
 */
class LargeFleetIT {
    private static final int LARRYS = 200;
    private static final int WORKERS = 10;
    private static final int TASKS = LARRYS * WORKERS;

    /** The run's, the reserve's, the meta-coordinator's, and one of each Larry. */
    private static final int ABOVE = 4 + LARRYS;

    /** Accounts of a Larry's workers, its one master and that one's pool. */
    private static final int BELOW = WORKERS + 2;

    @TempDir Path directory;
    private RedisProcess server;
    private ProtocolRun run;
    private Observation observation;

    @BeforeEach
    void begin() throws IOException {
        server = RedisProcess.start();
        FleetSettings fleet =
                Fleets.of(
                        IntStream.rangeClosed(1, LARRYS)
                                .mapToObj(larry ->
                                        Fleets.phase(
                                                larry(larry),
                                                IntStream.rangeClosed(1, WORKERS)
                                                        .mapToObj(worker -> worker(larry, worker))
                                                        .toArray(String[]::new)))
                                .toList());
        for (int larry = 1; larry <= LARRYS; larry++) {
            for (int worker = 1; worker <= WORKERS; worker++) {
                String task = worker(larry, worker);
                // As the store writes them, without waiting for the disk each time.
                Files.writeString(
                        directory.resolve(Names.taskRecord(ProtocolRun.RUN, task) + ".json"),
                        ContractJson.document(TaskRecordDocument.open(ProtocolRun.RUN, task)));
            }
        }
        run =
                ProtocolRun.join(
                                fleet,
                                directory,
                                ProtocolRun.at(server.endpoint()),
                                "pod",
                                Duration.ofMinutes(5))
                        .begin();
        observation = new Observation(context(fleet));
    }

    @AfterEach
    void end() throws IOException {
        run.close();
        server.close();
    }

    @Test
    void a_look_asks_for_what_may_have_changed_and_in_few_round_trips() {
        observation.look();
        observation.look();
        Map<String, Long> calls = calls();
        long reads = reads();
        observation.look();
        Map<String, Long> asked = since(calls);
        assertThat(asked.get("hgetall")).isEqualTo(ABOVE + (long) KnownAccounts.IN_TURN * BELOW);
        assertThat(asked.get("pttl")).isEqualTo(TASKS);
        assertThat(asked.get("xrange")).isEqualTo(1);
        assertThat(reads() - reads).as("times that Redis read what was asked").isLessThan(100);
    }

    @Test
    void tokens_that_were_spent_have_one_larrys_accounts_read() {
        observation.look();
        // Whose turn it is not.
        TokenPath path = TokenPath.worker(larry(150), worker(150, 3));
        run.ledger()
                .reserve(
                        new Reservation(
                                "op-1", path, new Tokens(400), Duration.ofMinutes(5), null));
        Map<String, Long> calls = calls();
        RunState state = observation.look();
        assertThat(since(calls).get("hgetall"))
                .isEqualTo(ABOVE + (KnownAccounts.IN_TURN + 1L) * BELOW);
        assertThat(reserved(state, path.holder())).isEqualTo(400);
        assertThat(reserved(state, TokenPath.larry(larry(150)))).isEqualTo(400);
    }

    @Test
    void an_account_whose_larry_did_not_change_is_read_in_its_turn() {
        observation.look();
        String node = TokenPath.worker(larry(200), worker(200, 1)).holder();
        try (Jedis client = server.client()) {
            client.hset(run.keys().tokens(node), "refused", "7");
        }
        RunState state = observation.look();
        for (int look = 2; look < LARRYS / KnownAccounts.IN_TURN; look++) {
            state = observation.look();
        }
        assertThat(
                        state.tokens().stream()
                                .filter(account -> account.node().equals(node))
                                .map(RunState.Account::refused))
                .containsExactly(7L);
    }

    @Test
    void a_ledger_that_is_gone_is_not_told_as_it_was() {
        assertThat(observation.look().tokens()).hasSize(ABOVE + LARRYS * BELOW);
        try (Jedis client = server.client()) {
            client.flushAll();
        }
        assertThat(observation.look().tokens()).isEmpty();
    }

    @Test
    void an_event_is_told_by_a_thousandth_of_what_the_state_is() throws InterruptedException {
        RunState state = observation.look();
        String task = worker(77, 7);
        String known = observation.after(null).look();
        run.events()
                .append(
                        new Event(
                                EventKind.PROGRESS_UPDATE,
                                larry(77),
                                task,
                                Map.of("percent", 40, "message", "half way")));
        observation.look();
        RunChange change = observation.after(known);
        assertThat(change.phases()).hasSize(1);
        assertThat(change.phases().getFirst().tasks())
                .singleElement()
                .satisfies(said -> assertThat(said.message()).isEqualTo("half way"));
        assertThat(ContractJson.line(state).length()).isGreaterThan(600_000);
        assertThat(ContractJson.line(change).length()).isLessThan(1_500);
    }

    @Test
    void tasks_that_ended_are_not_asked_for_leases_and_none_is_missed() {
        observation.look();
        String task = worker(120, 5);
        long fence = held(task, "first", TokenPath.worker(larry(120), task));
        RunState state = observation.look();
        assertThat(active(state)).as("a lease that no event told of").isEqualTo(1);
        run.records().bury(task, fence, "it cannot succeed");
        run.leases().release(task, "first");
        state = observation.look();
        assertThat(active(state)).isZero();
        Map<String, Long> calls = calls();
        observation.look();
        assertThat(since(calls).get("pttl")).isEqualTo(TASKS - 1);
    }

    private long held(String task, String owner, TokenPath path) {
        assertThat(run.leases().acquire(task, owner, "op", 1, path))
                .isInstanceOf(Acquired.Granted.class);
        return run.records().raise(task, owner, 3).record().fence();
    }

    private static int active(RunState state) {
        return state.phases().stream().mapToInt(RunState.Phase::active).sum();
    }

    private static long reserved(RunState state, String node) {
        return state.tokens().stream()
                .filter(account -> account.node().equals(node))
                .mapToLong(account -> account.reserved().value())
                .sum();
    }

    private static String larry(int number) {
        return String.format("larry-%03d", number);
    }

    /** A task has its worker's name. */
    private static String worker(int larry, int number) {
        return String.format("w-%03d-%02d", larry, number);
    }

    /** How often each command was called so far. */
    private Map<String, Long> calls() {
        Map<String, Long> calls = new HashMap<>();
        try (Jedis client = server.client()) {
            Matcher found =
                    Pattern.compile("cmdstat_([a-z]+):calls=([0-9]+)")
                            .matcher(client.info("commandstats"));
            while (found.find()) {
                calls.put(found.group(1), Long.parseLong(found.group(2)));
            }
        }
        return calls;
    }

    private Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> asked = calls();
        asked.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        return asked;
    }

    private long reads() {
        try (Jedis client = server.client()) {
            Matcher found =
                    Pattern.compile("total_reads_processed:([0-9]+)").matcher(client.info("stats"));
            assertThat(found.find()).isTrue();
            return Long.parseLong(found.group(1));
        }
    }

    private ObserverContext context(FleetSettings fleet) {
        AgentSettings settings =
                new AgentSettings(
                        AgentSettings.VERSION,
                        "test",
                        Role.OBSERVER,
                        new RunSettings(
                                ProtocolRun.RUN,
                                Instant.now().plusSeconds(3_600),
                                Duration.ofHours(1),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                3,
                                Duration.ofHours(1)),
                        ProtocolRun.at(server.endpoint()),
                        new RecordSettings(null, directory.toString()),
                        null,
                        null,
                        null,
                        null,
                        fleet);
        return new ObserverContext(
                settings,
                fleet,
                run.records(),
                run.runs(),
                run.barrier(),
                run.ledger(),
                new Trail(run.redis().another(), run.keys(), Duration.ofSeconds(5)),
                run.keys(),
                new Health(run.redis()),
                Optional.empty(),
                0,
                new Log(
                        new PrintStream(
                                PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        Clock.systemUTC()),
                Clock.systemUTC(),
                new CountDownLatch(1));
    }
}
