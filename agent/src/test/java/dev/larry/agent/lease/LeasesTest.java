package dev.larry.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.contract.EventKind;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

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
        assertThat(leases.acquire("t", "a", "1")).isInstanceOf(Acquired.Granted.class);
        assertThat(leases.acquire("t", "a", "1")).isInstanceOf(Acquired.Granted.class);
        assertThat(leases.acquire("t", "a", "2")).isInstanceOf(Acquired.Busy.class);
        assertThat(leases.acquire("t", "b", "1"))
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
        leases.acquire("t", "a", "1");
        assertThat(leases.bind("t", "a", 7, PATH)).isPresent();
        leases.release("t", "a");
        leases.acquire("t", "b", "1");

        assertThat(leases.bind("t", "b", 6, PATH)).isEmpty();
        assertThat(leases.bind("t", "a", 8, PATH)).isEmpty();
        assertThat(leases.bind("t", "b", 8, PATH)).isPresent();
    }

    @Test
    void only_its_owner_under_its_fence_renews_a_lease() {
        leases.acquire("t", "a", "1");
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
        leases.acquire("t", "a", "1");
        leases.bind("t", "a", 2, PATH);

        assertThat(complete(State.DONE, 1)).isEqualTo(Leases.Told.STALE);
        assertThat(complete(State.DONE, 2)).isEqualTo(Leases.Told.COMPLETED);
        assertThat(complete(State.DONE, 2)).isEqualTo(Leases.Told.KNOWN);

        assertThat(leases.acquire("t", "b", "1")).isInstanceOf(Acquired.Done.class);
        try (Jedis client = server.client()) {
            assertThat(client.xlen(KEYS.events())).isEqualTo(1);
            assertThat(client.exists(KEYS.lease("t"))).isFalse();
            assertThat(client.hget(KEYS.barrier(1), "left:" + ProtocolRun.LARRY)).isEqualTo("0");
        }
    }

    @Test
    void a_failed_attempt_gives_the_task_back_and_does_not_arrive() {
        leases.acquire("t", "a", "1");
        leases.bind("t", "a", 1, PATH);

        assertThat(complete(State.OPEN, 1)).isEqualTo(Leases.Told.COMPLETED);

        assertThat(leases.acquire("t", "b", "1")).isInstanceOf(Acquired.Granted.class);
        try (Jedis client = server.client()) {
            assertThat(client.hget(KEYS.barrier(1), "left:" + ProtocolRun.LARRY)).isEqualTo("1");
        }
    }

    @Test
    void nobody_notices_that_scripts_were_flushed() {
        leases.acquire("t", "a", "1");
        try (Jedis client = server.client()) {
            client.scriptFlush();
        }
        assertThat(leases.bind("t", "a", 1, PATH)).isPresent();
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
