package dev.larry.agent.faults;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.SentinelGroup;
import dev.larry.agent.TcpProxy;
import dev.larry.agent.faults.Setup.Variant;
import dev.larry.contract.AgentSettings.RedisSettings;

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
    private static final int FEW = 9;

    /**
     * Where not even one lease may be lost, a machine that is busy for a second must not lose one.
     */
    private static final long LONG_TTL = 6_000;

    private static final Repeats REPEATED = new Repeats(Path.of("target", "faults.md"));

    @TempDir Path directory;

    @Test
    void f1_workers_that_are_killed_in_their_tasks() throws Exception {
        repeat(
                "F1",
                scratch -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = few(scratch, redis.endpoint())) {
                        scenario.start("holders", "doomed", 3);
                        scenario.awaitStartedBy("doomed", 3);
                        scenario.start("hands", "others", 3);
                        scenario.awaitDone(FEW - 3);
                        scenario.fault("F1");
                        scenario.kill("doomed");
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toTakeOver("F1", "doomed"));
                    }
                });
    }

    @Test
    void f2_workers_that_are_stopped_beyond_their_leases() throws Exception {
        repeat(
                "F2",
                scratch -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = few(scratch, redis.endpoint())) {
                        Process frozen = scenario.start("holders", "frozen", 3);
                        scenario.awaitStartedBy("frozen", 3);
                        scenario.start("hands", "others", 3);
                        scenario.awaitDone(FEW - 3);
                        scenario.fault("F2");
                        Scenario.signal(frozen, "STOP");
                        scenario.awaitDone(FEW);
                        Scenario.signal(frozen, "CONT");
                        scenario.awaitLostBy("frozen", 3);
                        scenario.letGo();
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toTakeOver("F2", "frozen"))
                                .must(
                                        "each commit of who stood still is refused",
                                        judgement.commitsRefused("frozen") == 3);
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
                scratch -> {
                    try (RedisProcess redis = RedisProcess.start(configuration);
                            Scenario scenario = scenario(scratch, redis.endpoint()).led()) {
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 4);
                        scenario.fault(fault);
                        redis.restart();
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toNextLease(fault))
                                .must("the epoch rose", judgement.epochs() > 0);
                    }
                });
    }

    @Test
    void f5_a_failover_that_loses_writes() throws Exception {
        repeat(
                "F5",
                scratch -> {
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
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toNextLease("F5"))
                                .must("the epoch rose", judgement.epochs() > 0);
                    }
                });
    }

    @Test
    void f6_a_master_without_replicas_grants_nothing_that_must_be_acknowledged() throws Exception {
        repeat(
                "F6",
                scratch -> {
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
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toNextLease("F6"))
                                .must(
                                        "no lease was granted meanwhile",
                                        judgement.leasesAskedBetween("cut", "F6") == 0);
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
                scratch -> {
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
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toNextLease("F8"));
                    }
                });
    }

    @Test
    void f9_a_redis_whose_memory_is_full() throws Exception {
        repeat(
                "F9",
                scratch -> {
                    Setup setup =
                            new Setup(
                                    ProtocolRun.at(""),
                                    scratch.toString(),
                                    TASKS,
                                    LONG_TTL,
                                    WORK,
                                    3,
                                    Variant.RIGHT);
                    try (RedisProcess redis = RedisProcess.start("maxmemory-policy noeviction");
                            Scenario scenario = new Scenario(setup.at(redis.endpoint())).led();
                            Jedis client = redis.client()) {
                        scenario.start("holders", "holders", 3);
                        scenario.awaitStartedBy("holders", 3);
                        scenario.start("hands", "hands", 3);
                        scenario.awaitDone(TASKS / 4);
                        scenario.fault("full");
                        client.configSet("maxmemory", "1");
                        Thread.sleep(LONG_TTL * 3 / 2);
                        scenario.fault("F9");
                        client.configSet("maxmemory", "0");
                        scenario.letGo();
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toNextLease("F9"))
                                .must("no lease is lost", judgement.leasesLost() == 0)
                                .must(
                                        "who held a task before holds it after",
                                        judgement.keptThrough("holders", "full") == 3);
                    }
                });
    }

    @Test
    void f10_scripts_that_are_flushed() throws Exception {
        repeat(
                "F10",
                scratch -> {
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
                        Judgement judgement = scenario.end();
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
                scratch -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario = scenario(scratch, redis.endpoint())) {
                        scenario.start("lead", "lead-1", 1);
                        scenario.awaitInitialised();
                        scenario.start("hands", "hands", 6);
                        scenario.awaitDone(TASKS / 2);
                        scenario.kill("lead-1");
                        scenario.fault("F12");
                        scenario.start("lead", "lead-2", 1);
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toNextLease("F12"));
                    }
                });
    }

    @Test
    void f16_workers_that_are_killed_between_reserving_and_settling() throws Exception {
        repeat(
                "F16",
                scratch -> {
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
                        scenario.start("holders", "doomed", 3);
                        scenario.awaitStartedBy("doomed", 3);
                        scenario.start("hands", "others", 3);
                        scenario.awaitDone(setup.tasks() - 3);
                        scenario.fault("F16");
                        scenario.kill("doomed");
                        Judgement judgement = scenario.end();
                        return new Found(judgement, judgement.toTakeOver("F16", "doomed"))
                                .must(
                                        "each died between reserving and settling",
                                        judgement.leftReserved("doomed") == 3);
                    }
                });
    }

    private void variant(String fault, Variant variant) throws Exception {
        repeat(
                fault,
                scratch -> {
                    try (RedisProcess redis = RedisProcess.start();
                            Scenario scenario =
                                    new Scenario(
                                                    setup(
                                                            scratch,
                                                            ProtocolRun.at(redis.endpoint()),
                                                            variant))
                                            .led()) {
                        scenario.start("hands", "hands", 6);
                        return new Found(scenario.end(), -1);
                    }
                });
    }

    private void repeat(String fault, Repeats.Breaking breaking) throws Exception {
        REPEATED.all(fault, REPEATS, directory, breaking);
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
                                FEW,
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
