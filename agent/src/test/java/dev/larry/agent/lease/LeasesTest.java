package dev.larry.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.ledger.Account;
import dev.larry.agent.ledger.Claim;
import dev.larry.agent.ledger.Reservation;
import dev.larry.agent.ledger.Settled;
import dev.larry.contract.EventKind;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class LeasesTest {
    private static final RedisKeys KEYS = new RedisKeys(ProtocolRun.RUN);
    private static final TokenPath PATH = ProtocolRun.worker("t");

    @TempDir Path directory;
    private RedisProcess server;
    private ProtocolRun run;
    private Leases leases;

    @BeforeEach
    void start() throws IOException {
        server = RedisProcess.start();
        run =
                ProtocolRun.join(
                                Fleets.of(ProtocolRun.LARRY, "t"),
                                directory,
                                ProtocolRun.at(server.endpoint()),
                                "a",
                                Duration.ofSeconds(30))
                        .initialise();
        leases = run.leases();
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        server.close();
    }

    @Test
    void the_same_operation_gets_the_same_answer_and_another_is_told_who_holds_it() {
        assertThat(leases.acquire("t", "a", "1", 0, PATH)).isInstanceOf(Acquired.Granted.class);
        assertThat(leases.acquire("t", "a", "1", 0, PATH)).isInstanceOf(Acquired.Granted.class);
        assertThat(leases.acquire("t", "a", "2", 0, PATH)).isInstanceOf(Acquired.Busy.class);
        assertThat(leases.acquire("t", "b", "1", 0, PATH))
                .isInstanceOfSatisfying(
                        Acquired.Busy.class,
                        busy -> {
                            assertThat(busy.holder()).isEqualTo("a");
                            assertThat(busy.left())
                                    .isPositive()
                                    .isLessThanOrEqualTo(Duration.ofSeconds(30));
                        });
    }

    @Test
    void a_lease_is_held_only_under_a_fence_that_is_not_lower_than_the_last() {
        leases.acquire("t", "a", "1", 0, PATH);
        assertThat(leases.bind("t", "a", 7, PATH)).isPresent();
        leases.release("t", "a");
        leases.acquire("t", "b", "1", 0, PATH);

        assertThat(leases.bind("t", "b", 6, PATH)).isEmpty();
        assertThat(leases.bind("t", "a", 8, PATH)).isEmpty();
        assertThat(leases.bind("t", "b", 8, PATH)).isPresent();
    }

    @Test
    void a_lease_is_held_at_once_under_the_fence_that_it_was_asked_for_and_else_it_is_bound() {
        Acquired.Granted first = granted("a", 1);
        assertThat(first.fence()).isEqualTo(1);
        assertThat(leases.hold(first, "t", "a", 1, PATH))
                .hasValueSatisfying(lease -> assertThat(lease.renew(leases)).isTrue());
        forgetLease();

        Acquired.Granted second = granted("b", 2);
        assertThat(leases.renew("t", "b", 3, Duration.ofSeconds(1), false)).isFalse();
        assertThat(leases.hold(second, "t", "b", 3, PATH))
                .hasValueSatisfying(lease -> assertThat(lease.renew(leases)).isTrue());
        forgetLease();
        assertThat(leases.hold(second, "t", "b", 3, PATH)).isEmpty();

        // It read the record before the one who has fence 3 now had raised it.
        assertThat(granted("c", 2).fence()).isEqualTo(3);
    }

    @Test
    void a_lease_that_took_long_to_get_its_fence_is_asked_for_again_from_redis() {
        Acquired.Granted granted = granted("a", 1);
        Acquired.Granted old =
                new Acquired.Granted(granted.asked() - Duration.ofSeconds(20).toNanos(), 1);

        Lease lease = leases.hold(old, "t", "a", 1, PATH).orElseThrow();

        assertThat(lease.left()).isGreaterThan(Duration.ofSeconds(20));
        forgetLease();
        assertThat(leases.hold(old, "t", "a", 1, PATH)).isEmpty();
    }

    @Test
    void what_an_earlier_holder_had_reserved_is_spent_once_another_is_granted_the_next_fence() {
        granted("a", 1);
        Claim claim = new Claim("t", "a", 1);
        Duration minute = Duration.ofMinutes(1);
        run.ledger().reserve(new Reservation("1", PATH, new Tokens(700), minute, claim));
        forgetLease();

        granted("b", 2);

        Account account = run.ledger().account(PATH.holder()).orElseThrow();
        assertThat(account.spent()).isEqualTo(700);
        assertThat(account.reserved()).isZero();
        assertThat(run.ledger().settle("1", PATH, new Tokens(10)))
                .isEqualTo(new Settled.Closed("lost", 700));
        assertThat(granted("b", 2).fence()).isEqualTo(2);
        assertThat(run.ledger().account(PATH.holder()).orElseThrow().spent()).isEqualTo(700);
    }

    @Test
    void a_fence_that_no_record_gave_keeps_nobody_from_telling_how_the_task_ended() {
        granted("a", 1);
        forgetLease();
        granted("b", 2); // and ends before it can raise the record

        assertThat(complete(State.DONE, 1)).isEqualTo(Leases.Told.COMPLETED);

        assertThat(leases.acquire("t", "c", "1", 2, PATH)).isInstanceOf(Acquired.Done.class);
        try (Jedis client = server.client()) {
            assertThat(client.hget(KEYS.barrier(1), "left:" + ProtocolRun.LARRY)).isEqualTo("0");
        }
    }

    @Test
    void an_attempt_that_is_given_back_late_takes_nothing_from_who_was_granted_the_next_fence() {
        granted("a", 1);
        forgetLease();
        Acquired.Granted next = granted("b", 2);
        Claim claim = new Claim("t", "b", 2);
        Duration minute = Duration.ofMinutes(1);
        run.ledger().reserve(new Reservation("1", PATH, new Tokens(700), minute, claim));

        assertThat(complete(State.OPEN, 1)).isEqualTo(Leases.Told.COMPLETED);
        assertThat(complete(State.OPEN, 1)).isEqualTo(Leases.Told.KNOWN);

        assertThat(run.events().all()).hasSize(1);
        assertThat(leases.hold(next, "t", "b", 2, PATH))
                .hasValueSatisfying(lease -> assertThat(lease.renew(leases)).isTrue());
        assertThat(run.ledger().account(PATH.holder()).orElseThrow().reserved()).isEqualTo(700);
    }

    @Test
    void every_key_that_a_task_leaves_expires_though_redis_had_forgotten_all_but_the_epoch() {
        try (Jedis client = server.client()) {
            for (String key : client.keys("*")) {
                if (!key.equals(KEYS.run())) {
                    client.del(key);
                }
            }
            granted("a", 1);
            assertThat(complete(State.DONE, 1)).isEqualTo(Leases.Told.COMPLETED);

            assertThat(client.keys("*"))
                    .contains(KEYS.task("t"), KEYS.events())
                    .allSatisfy(key -> assertThat(client.pttl(key)).as(key).isPositive());
        }
    }

    @Test
    void only_its_owner_under_its_fence_renews_a_lease() {
        leases.acquire("t", "a", "1", 0, PATH);
        Lease lease = leases.bind("t", "a", 1, PATH).orElseThrow();

        assertThat(lease.renew(leases)).isTrue();
        assertThat(leases.renew("t", "a", 2, Duration.ofSeconds(1), false)).isFalse();
        assertThat(leases.renew("t", "b", 1, Duration.ofSeconds(1), false)).isFalse();
        leases.release("t", "b");
        assertThat(lease.renew(leases)).isTrue();
        leases.release("t", "a");
        assertThat(lease.renew(leases)).isFalse();
    }

    @Test
    void completing_twice_tells_it_once_and_an_old_fence_tells_nothing() {
        leases.acquire("t", "a", "1", 0, PATH);
        leases.bind("t", "a", 2, PATH);

        assertThat(complete(State.DONE, 1)).isEqualTo(Leases.Told.STALE);
        assertThat(complete(State.DONE, 2)).isEqualTo(Leases.Told.COMPLETED);
        assertThat(complete(State.DONE, 2)).isEqualTo(Leases.Told.KNOWN);

        assertThat(leases.acquire("t", "b", "1", 0, PATH)).isInstanceOf(Acquired.Done.class);
        try (Jedis client = server.client()) {
            assertThat(client.xlen(KEYS.events())).isEqualTo(1);
            assertThat(client.exists(KEYS.lease("t"))).isFalse();
            assertThat(client.hget(KEYS.barrier(1), "left:" + ProtocolRun.LARRY)).isEqualTo("0");
        }
    }

    @Test
    void a_failed_attempt_gives_the_task_back_and_does_not_arrive() {
        leases.acquire("t", "a", "1", 0, PATH);
        leases.bind("t", "a", 1, PATH);

        assertThat(complete(State.OPEN, 1)).isEqualTo(Leases.Told.COMPLETED);

        assertThat(leases.acquire("t", "b", "1", 0, PATH)).isInstanceOf(Acquired.Granted.class);
        try (Jedis client = server.client()) {
            assertThat(client.hget(KEYS.barrier(1), "left:" + ProtocolRun.LARRY)).isEqualTo("1");
        }
    }

    @Test
    void nobody_notices_that_scripts_were_flushed() {
        leases.acquire("t", "a", "1", 0, PATH);
        try (Jedis client = server.client()) {
            client.scriptFlush();
        }
        assertThat(leases.bind("t", "a", 1, PATH)).isPresent();
    }

    private Acquired.Granted granted(String owner, long fence) {
        Acquired answer = leases.acquire("t", owner, owner, fence, PATH);
        assertThat(answer).isInstanceOf(Acquired.Granted.class);
        return (Acquired.Granted) answer;
    }

    /** As its end does. */
    private void forgetLease() {
        try (Jedis client = server.client()) {
            client.del(KEYS.lease("t"));
        }
    }

    private Leases.Told complete(State state, long fence) {
        TaskRecordDocument open = run.records().read("t");
        TaskRecordDocument record =
                new TaskRecordDocument(
                        open.version(),
                        open.run(),
                        open.task(),
                        state,
                        fence,
                        "a",
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return run.events()
                .with(
                        new Event(EventKind.PROGRESS_UPDATE, ProtocolRun.LARRY, "t", Map.of()),
                        event -> leases.complete(record, PATH, Barrier.FIRST, event),
                        told -> told == Leases.Told.COMPLETED);
    }
}
