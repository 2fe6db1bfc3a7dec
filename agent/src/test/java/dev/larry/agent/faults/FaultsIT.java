package dev.larry.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.SentinelGroup;
import dev.larry.agent.TcpProxy;
import dev.larry.agent.faults.Setup.Variant;
import dev.larry.contract.AgentSettings.RedisSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A run is broken in each way, with real servers and hands that are real processes; whatever
 * happens, the invariants hold and the run comes to its end. System property {@code larry.faults}
 * says how often each is done.
 */
class FaultsIT {
    private static final int REPEATS = Integer.getInteger("larry.faults", 1);
    private static final int TASKS = 60;
    private static final long TTL = 1_500;
    private static final long WORK = 150;
    private static final long PATIENCE = 90;
    private static final FaultTable TABLE = new FaultTable();

    @TempDir Path directory;

    @AfterAll
    static void write() throws IOException {
        TABLE.write(Path.of("target", "faults.md"));
    }

    @Test
    void f1_workers_that_are_killed_in_their_tasks() throws Exception {
        repeat(
                "F1",
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = few(scratch, redis.endpoint())) {
                        Process doomed = scenario.start("hands", "doomed", 3);
                        scenario.start("hands", "others", 3);
                        scenario.awaitStartedBy("doomed", 3);
                        scenario.fault("F1");
                        doomed.destroyForcibly();
                        Judgement judgement = scenario.end(PATIENCE);
                        return new Found(judgement, judgement.toTakeOver("F1", "doomed"));
                    }
                });
    }

    @Test
    void f2_workers_that_are_stopped_beyond_their_leases() throws Exception {
        repeat(
                "F2",
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = few(scratch, redis.endpoint())) {
                        Process frozen = scenario.start("hands", "frozen", 3);
                        scenario.start("hands", "others", 3);
                        scenario.awaitStartedBy("frozen", 3);
                        scenario.fault("F2");
                        Scenario.signal(frozen, "STOP");
                        Thread.sleep(TTL * 2);
                        Scenario.signal(frozen, "CONT");
                        Judgement judgement = scenario.end(PATIENCE);
                        return new Found(judgement, judgement.toTakeOver("F2", "frozen"));
                    }
                });
    }

    @Test
    void f3_redis_restarts_with_its_append_only_file() throws Exception {
        restart("F3", "appendonly yes", "appendfsync always");
    }

    @Test
    void f4_redis_restarts_with_nothing() throws Exception {
        restart("F4");
    }

    private void restart(String fault, String... configuration) throws Exception {
        repeat(
                fault,
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start(configuration);
                            Scenario scenario = scenario(scratch, redis.endpoint()).led()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 4);
                        scenario.fault(fault);
                        redis.restart();
                        Judgement judgement = scenario.end(PATIENCE);
                        assertThat(judgement.epochs()).isPositive();
                        return new Found(judgement, judgement.toNextLease(fault));
                    }
                });
    }

    @Test
    void f5_a_failover_that_loses_writes() throws Exception {
        repeat(
                "F5",
                (repeat, scratch) -> {
                    try (SentinelGroup group = SentinelGroup.start();
                            Scenario scenario =
                                    new Scenario(setup(scratch, group.settings(0), Variant.RIGHT))
                                            .led()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 4);
                        group.cutReplication();
                        scenario.awaitDone(TASKS / 2);
                        scenario.fault("F5");
                        group.killMaster();
                        Judgement judgement = scenario.end(PATIENCE);
                        assertThat(judgement.epochs()).isPositive();
                        return new Found(judgement, judgement.toNextLease("F5"));
                    }
                });
    }

    @Test
    void f6_a_master_without_replicas_grants_nothing_that_must_be_acknowledged() throws Exception {
        repeat(
                "F6",
                (repeat, scratch) -> {
                    try (SentinelGroup group = SentinelGroup.start();
                            Scenario scenario =
                                    new Scenario(setup(scratch, group.settings(1), Variant.RIGHT))
                                            .led()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 4);
                        group.cutReplication();
                        scenario.fault("cut");
                        Thread.sleep(TTL * 2);
                        scenario.fault("F6");
                        group.healReplication();
                        Judgement judgement = scenario.end(PATIENCE);
                        assertThat(judgement.leasesAskedBetween("cut", "F6")).isZero();
                        return new Found(judgement, judgement.toNextLease("F6"));
                    }
                });
    }

    @Test
    void f7_wall_clocks_that_are_an_hour_off_either_way() throws Exception {
        variant("F7", Variant.SKEWED);
    }

    @Test
    void f8_answers_that_are_lost_and_a_slow_network() throws Exception {
        repeat(
                "F8",
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start();
                            TcpProxy proxy = new TcpProxy(redis.port());
                            Scenario scenario = scenario(scratch, proxy.endpoint()).led()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(5);
                        scenario.fault("F8");
                        for (int done = 10; done <= 40; done += 10) {
                            proxy.loseAnswers(20);
                            proxy.delay(done);
                            scenario.awaitDone(done);
                        }
                        proxy.heal();
                        Judgement judgement = scenario.end(PATIENCE);
                        return new Found(judgement, judgement.toNextLease("F8"));
                    }
                });
    }

    @Test
    void f9_a_redis_whose_memory_is_full() throws Exception {
        repeat(
                "F9",
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start("maxmemory-policy noeviction");
                            Scenario scenario = scenario(scratch, redis.endpoint()).led();
                            Jedis client = redis.client()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 4);
                        scenario.fault("full");
                        client.configSet("maxmemory", "1");
                        Thread.sleep(TTL * 2);
                        scenario.fault("F9");
                        client.configSet("maxmemory", "0");
                        Judgement judgement = scenario.end(PATIENCE);
                        assertThat(judgement.leasesLost()).isZero();
                        return new Found(judgement, judgement.toNextLease("F9"));
                    }
                });
    }

    @Test
    void f10_scripts_that_are_flushed() throws Exception {
        repeat(
                "F10",
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = scenario(scratch, redis.endpoint()).led();
                            Jedis client = redis.client()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(5);
                        scenario.fault("F10");
                        for (int done = 10; done <= 50; done += 5) {
                            client.scriptFlush();
                            scenario.awaitDone(done);
                        }
                        Judgement judgement = scenario.end(PATIENCE);
                        return new Found(judgement, judgement.toNextLease("F10"));
                    }
                });
    }

    @Test
    void f11_every_message_comes_twice() throws Exception {
        variant("F11", Variant.TWICE);
    }

    @Test
    void f12_a_lead_that_is_killed_and_restarted() throws Exception {
        repeat(
                "F12",
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = scenario(scratch, redis.endpoint())) {
                        Process lead = scenario.start("lead", "lead-1", 1);
                        scenario.awaitInitialised();
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 2);
                        lead.destroyForcibly();
                        scenario.fault("F12");
                        scenario.start("lead", "lead-2", 1);
                        Judgement judgement = scenario.end(PATIENCE);
                        return new Found(judgement, judgement.toNextLease("F12"));
                    }
                });
    }

    @Test
    void f16_workers_that_are_killed_between_reserving_and_settling() throws Exception {
        repeat(
                "F16",
                (repeat, scratch) -> {
                    Setup setup =
                            new Setup(
                                    ProtocolRun.at(""),
                                    scratch.toString(),
                                    12,
                                    TTL,
                                    0,
                                    100,
                                    Variant.RIGHT);
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = new Scenario(setup.at(redis.endpoint())).led()) {
                        Process doomed = scenario.start("hands", "doomed", 3);
                        scenario.awaitStartedBy("doomed", 3);
                        scenario.fault("F16");
                        doomed.destroyForcibly();
                        scenario.start("hands", "others", 3);
                        Judgement judgement = scenario.end(PATIENCE);
                        return new Found(judgement, judgement.toTakeOver("F16", "doomed"));
                    }
                });
    }

    private void variant(String fault, Variant variant) throws Exception {
        repeat(
                fault,
                (repeat, scratch) -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario =
                                    new Scenario(
                                                    setup(
                                                            scratch,
                                                            ProtocolRun.at(redis.endpoint()),
                                                            variant))
                                            .led()) {
                        scenario.start("hands", "hands", 6);
                        return new Found(scenario.end(PATIENCE), -1);
                    }
                });
    }

    /** What a repeat found, and how long it took to go on. */
    private record Found(Judgement judgement, long recoveryMillis) {}

    private interface Breaking {
        Found run(int repeat, Path scratch) throws Exception;
    }

    private void repeat(String fault, Breaking breaking) throws Exception {
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            Found found = breaking.run(repeat, directory.resolve(fault + "-" + repeat));
            TABLE.add(fault, found.judgement(), found.recoveryMillis());
            assertThat(found.judgement().violations()).as(fault).isEmpty();
            assertThat(found.judgement().ended()).as(fault + " came to its end").isTrue();
        }
    }

    private static Scenario scenario(Path scratch, String endpoint) throws IOException {
        return new Scenario(setup(scratch, ProtocolRun.at(endpoint), Variant.RIGHT));
    }

    /** So few tasks that hands are free to wait for those that were lost. */
    private static Scenario few(Path scratch, String endpoint)
            throws IOException, InterruptedException {
        return new Scenario(
                        new Setup(
                                ProtocolRun.at(endpoint),
                                scratch.toString(),
                                9,
                                TTL,
                                WORK * 4,
                                3,
                                Variant.RIGHT))
                .led();
    }

    private static Setup setup(Path scratch, RedisSettings redis, Variant variant) {
        return new Setup(redis, scratch.toString(), TASKS, TTL, WORK, 3, variant);
    }
}
