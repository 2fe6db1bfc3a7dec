package dev.larry.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.redis.Announcement;
import dev.larry.contract.EventKind;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class LedgerTest {
    private static final TokenPath SCAN = ProtocolRun.worker("scan");
    private static final TokenPath FIX = ProtocolRun.worker("fix");
    private static final String MASTER = "cicd-master";

    @TempDir Path directory;
    private RedisProcess server;
    private ProtocolRun run;
    private Ledger ledger;

    @BeforeEach
    void start() throws IOException {
        server = RedisProcess.start();
        run = join("test").initialise();
        ledger = run.ledger();
    }

    private ProtocolRun join(String self) {
        return ProtocolRun.join(
                Fleets.of(ProtocolRun.LARRY, "scan", "fix"),
                directory,
                ProtocolRun.at(server.endpoint()),
                self,
                Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        server.close();
    }

    @Test
    void tokens_are_set_aside_at_every_level_and_settled_once() {
        assertThat(reserve("1", SCAN, 3_000)).isEqualTo(new Reserved.Granted(5_000));
        assertThat(reserve("1", SCAN, 3_000)).isEqualTo(new Reserved.Granted(5_000));
        assertThat(used(SCAN)).containsExactly(3_000L, 3_000L, 3_000L);

        assertThat(settle("1", SCAN, 1_000)).isEqualTo(new Settled.Charged(1_000, 0));
        assertThat(settle("1", SCAN, 1_000)).isEqualTo(new Settled.Charged(1_000, 0));
        assertThat(settle("1", SCAN, 2_000)).isEqualTo(new Settled.Closed("settled", 1_000));
        assertThat(ledger.release("1", SCAN)).isEqualTo(new Settled.Closed("settled", 1_000));

        assertThat(used(SCAN)).containsExactly(1_000L, 1_000L, 1_000L);
        assertThat(account(SCAN.holder()).reserved()).isZero();
        assertThat(reserve("1", SCAN, 3_000)).isEqualTo(new Reserved.Closed("settled"));
    }

    @Test
    void a_call_that_was_never_made_gives_all_back() {
        reserve("1", SCAN, 3_000);

        assertThat(ledger.release("1", SCAN)).isEqualTo(new Settled.Charged(0, 0));
        assertThat(used(SCAN)).containsExactly(0L, 0L, 0L);
        assertThat(ledger.release("2", SCAN)).isEqualTo(new Settled.Absent());
    }

    @Test
    void a_refusal_names_the_level_that_is_exhausted_and_takes_nothing() {
        assertThat(reserve("1", SCAN, 8_001))
                .isEqualTo(new Reserved.Refused("larry/larry-01/worker/scan", 8_000));
        cap(SCAN.group(), 5_000);
        assertThat(reserve("2", SCAN, 6_000))
                .isEqualTo(new Reserved.Refused("larry/larry-01", 5_000));
        cap(TokenPath.RUN, 4_000);
        assertThat(reserve("3", SCAN, 6_000)).isEqualTo(new Reserved.Refused("run", 4_000));
        assertThat(reserve("4", ProtocolRun.worker("nobody"), 1))
                .isEqualTo(new Reserved.Absent("larry/larry-01/worker/nobody"));

        assertThat(used(SCAN)).containsExactly(0L, 0L, 0L);
        assertThat(account(SCAN.group()).refused()).isEqualTo(1);
        assertThat(reserve("5", SCAN, 4_000)).isEqualTo(new Reserved.Granted(4_000));
    }

    @Test
    void what_is_used_beyond_a_reservation_is_charged_where_there_is_room_and_counted_beyond() {
        reserve("1", SCAN, 3_000);

        assertThat(settle("1", SCAN, 9_000)).isEqualTo(new Settled.Charged(8_000, 1_000));

        assertThat(used(SCAN)).containsExactly(8_000L, 8_000L, 8_000L);
        assertThat(account(SCAN.holder()).overrun()).isEqualTo(1_000);
    }

    @Test
    void an_expired_reservation_is_spent() throws Exception {
        ledger.reserve(new Reservation("1", SCAN, new Tokens(3_000), Duration.ofMillis(1), null));
        reserve("2", SCAN, 1_000);
        AgentProcesses.await("it expires", () -> ledger.sweep() == 1);

        assertThat(settle("1", SCAN, 10)).isEqualTo(new Settled.Closed("expired", 3_000));
        assertThat(account(SCAN.holder()).spent()).isEqualTo(3_000);
        assertThat(account(SCAN.holder()).reserved()).isEqualTo(1_000);
        assertThat(ledger.sweep()).isZero();
    }

    @Test
    void whoever_holds_no_lease_or_an_old_fence_draws_nothing() {
        long fence = run.lease("scan", "a");
        Claim claim = new Claim("scan", "a", fence);
        assertThat(reserve("1", SCAN, 1_000, claim)).isInstanceOf(Reserved.Granted.class);
        assertThat(reserve("2", SCAN, 1_000, new Claim("scan", "b", fence)))
                .isEqualTo(new Reserved.Stale(1));
        assertThat(reserve("3", SCAN, 1_000, new Claim("scan", "a", 7)))
                .isEqualTo(new Reserved.Stale(1));
        assertThat(reserve("4", FIX, 1_000, new Claim("fix", "a", 1)))
                .isEqualTo(new Reserved.Stale(0));

        run.leases().release("scan", "a");
        assertThat(run.lease("scan", "b")).isEqualTo(2);

        assertThat(reserve("5", SCAN, 1_000, claim)).isEqualTo(new Reserved.Stale(2));
        assertThat(reserve("6", SCAN, 1_000, new Claim("scan", "b", 2)))
                .isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void what_a_lost_holder_had_reserved_is_spent() {
        reserve("1", SCAN, 3_000, new Claim("scan", "a", run.lease("scan", "a")));
        run.leases().release("scan", "a");
        reserve("2", SCAN, 1_000, new Claim("scan", "b", run.lease("scan", "b")));

        assertThat(settle("1", SCAN, 10)).isEqualTo(new Settled.Closed("lost", 3_000));
        assertThat(settle("2", SCAN, 10)).isEqualTo(new Settled.Charged(10, 0));
        assertThat(used(SCAN)).containsExactly(3_010L, 3_010L, 3_010L);
    }

    @Test
    void completing_settles_what_is_open_as_spent() {
        long fence = run.lease("scan", "a");
        reserve("1", SCAN, 3_000, new Claim("scan", "a", fence));
        run.records().commit("scan", fence, new Outcome(null, "hash", null));

        assertThat(run.telling().tell(run.records().read("scan"), ProtocolRun.LARRY, SCAN))
                .isTrue();

        assertThat(account(SCAN.holder()).spent()).isEqualTo(3_000);
        assertThat(account(SCAN.holder()).reserved()).isZero();
        assertThat(settle("1", SCAN, 10)).isEqualTo(new Settled.Closed("lost", 3_000));
        assertThat(used(SCAN)).containsExactly(3_000L, 3_000L, 3_000L);
    }

    @Test
    void a_pool_raises_a_worker_and_not_its_larry() {
        assertThat(pool("g1", 2_000)).isEqualTo(new Granted.Given(2_000, 13_000, true));
        assertThat(pool("g1", 2_000)).isEqualTo(new Granted.Given(2_000, 13_000, false));
        assertThat(pool("g2", 14_000)).isEqualTo(new Granted.Refused(13_000));

        assertThat(account(SCAN.holder()).cap()).isEqualTo(10_000);
        assertThat(account(SCAN.group()).cap())
                .isEqualTo(Fleets.PERSONAL + Fleets.POOL + 2 * Fleets.WORKER);
        assertThat(types()).containsExactly(EventKind.POOL_GRANTED.wire());
    }

    @Test
    void the_reserve_raises_a_worker_and_its_larry_and_says_why() {
        assertThat(reserveGrant(run, "g1", 2_000))
                .isEqualTo(new Granted.Given(2_000, 23_000, true));

        assertThat(account(SCAN.holder()).fromReserve()).isEqualTo(2_000);
        assertThat(account(SCAN.group()).cap())
                .isEqualTo(Fleets.PERSONAL + Fleets.POOL + 2 * Fleets.WORKER + 2_000);
        assertThat(run.events().all())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.get("data")).contains("\"reason\":\"a long scan\""));
        assertThat(run.runs().read().grants())
                .containsExactly(
                        new RunRecord.Grant("g1", TokenPath.RESERVE, SCAN, 2_000, "a long scan"));
    }

    @Test
    void of_64_who_ask_at_once_the_reserve_gives_to_as_many_as_it_can_and_each_is_seen()
            throws Exception {
        int many = 64;
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            List<Callable<Granted>> asks =
                    IntStream.range(0, many)
                            .<Callable<Granted>>mapToObj(i -> () -> ask(i))
                            .toList();
            List<Granted> answers =
                    threads.invokeAll(asks).stream().map(Future::resultNow).toList();

            assertThat(answers).filteredOn(Granted.Given.class::isInstance).hasSize(25);
            assertThat(answers).filteredOn(Granted.Refused.class::isInstance).hasSize(39);
        }
        assertThat(account(TokenPath.RESERVE).granted()).isEqualTo(Fleets.RESERVE);
        assertThat(run.runs().read().granted(TokenPath.RESERVE)).isEqualTo(Fleets.RESERVE);
        assertThat(account(SCAN.holder()).fromReserve()).isEqualTo(Fleets.RESERVE);
        assertThat(types()).hasSize(25).containsOnly(EventKind.RESERVE_GRANTED.wire());
    }

    private Granted ask(int number) {
        try (ProtocolRun requester = join("requester-" + number)) {
            return reserveGrant(requester, "g" + number, 1_000);
        }
    }

    @Test
    void of_64_who_ask_redis_alone_none_goes_past_the_cap() throws Exception {
        int many = 64;
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            List<Callable<Granted>> asks =
                    IntStream.range(0, many)
                            .<Callable<Granted>>mapToObj(i ->
                                    () -> {
                                        try (ProtocolRun requester = join("r-" + i)) {
                                            return requester
                                                    .ledger()
                                                    .grantFromReserve(
                                                            "g" + i,
                                                            SCAN,
                                                            new Tokens(1_000),
                                                            announcement(requester, i));
                                        }
                                    })
                            .toList();
            assertThat(threads.invokeAll(asks).stream().map(Future::resultNow))
                    .filteredOn(Granted.Given.class::isInstance)
                    .hasSize(25);
        }
        assertThat(account(TokenPath.RESERVE).left()).isZero();
    }

    @Test
    void every_key_of_the_ledger_expires() {
        reserve("1", SCAN, 3_000, new Claim("scan", "a", run.lease("scan", "a")));
        settle("1", SCAN, 10);
        reserve("2", SCAN, 10);
        reserveGrant(run, "g1", 2_000);
        pool("g2", 2_000);

        try (Jedis client = server.client()) {
            for (String key : client.keys("*")) {
                assertThat(client.pttl(key)).as(key).isPositive();
            }
        }
    }

    private static Announcement announcement(ProtocolRun run, int number) {
        return new Announcement(
                run.keys().events(),
                run.keys().worker("r-" + number),
                "channel",
                1,
                List.of("type", "reserve_granted"));
    }

    private Granted pool(String id, long tokens) {
        return run.granting()
                .fromPool(
                        id,
                        ProtocolRun.LARRY,
                        MASTER,
                        new Tokens(Fleets.POOL),
                        SCAN,
                        new Tokens(tokens));
    }

    private static Granted reserveGrant(ProtocolRun run, String id, long tokens) {
        return run.granting()
                .fromReserve(
                        id,
                        new Tokens(Fleets.RESERVE),
                        ProtocolRun.LARRY,
                        SCAN,
                        new Tokens(tokens),
                        "a long scan");
    }

    private Reserved reserve(String opId, TokenPath path, long tokens) {
        return reserve(opId, path, tokens, null);
    }

    private Reserved reserve(String opId, TokenPath path, long tokens, @Nullable Claim claim) {
        return ledger.reserve(
                new Reservation(opId, path, new Tokens(tokens), Duration.ofMinutes(5), claim));
    }

    private Settled settle(String opId, TokenPath path, long used) {
        return ledger.settle(opId, path, new Tokens(used));
    }

    private Account account(String node) {
        return ledger.account(node).orElseThrow();
    }

    private List<Long> used(TokenPath path) {
        return path.nodes().stream()
                .map(this::account)
                .map(account -> account.spent() + account.reserved())
                .toList();
    }

    private void cap(String node, long tokens) {
        run.redis()
                .call(redis ->
                        redis.hset(run.keys().tokens(node), Map.of("cap", Long.toString(tokens))));
    }

    private List<String> types() {
        return run.events().all().stream().map(event -> event.getOrDefault("type", "")).toList();
    }
}
