package dev.larry.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.RedisProcess;
import dev.larry.agent.lease.Leases.Completion;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.RedisKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

class LeasesTest {
    private static final RedisKeys KEYS = new RedisKeys("r");

    private RedisProcess server;
    private Redis redis;
    private Leases leases;

    @BeforeEach
    void start() throws IOException {
        server = RedisProcess.start();
        RedisSettings settings = new RedisSettings(null, List.of(server.endpoint()), null, null, 0);
        redis = Redis.connect(settings, Duration.ofSeconds(5));
        leases = new Leases(redis, KEYS, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
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
        assertThat(leases.bind("t", "a", 7)).isPresent();
        leases.release("t", "a");
        leases.acquire("t", "b", "1");

        assertThat(leases.bind("t", "b", 6)).isEmpty();
        assertThat(leases.bind("t", "a", 8)).isEmpty();
        assertThat(leases.bind("t", "b", 8)).isPresent();
    }

    @Test
    void only_its_owner_under_its_fence_renews_a_lease() {
        leases.acquire("t", "a", "1");
        Lease lease = leases.bind("t", "a", 1).orElseThrow();

        assertThat(lease.renew(leases)).isTrue();
        assertThat(leases.renew("t", "a", 2, Duration.ofSeconds(1))).isFalse();
        assertThat(leases.renew("t", "b", 1, Duration.ofSeconds(1))).isFalse();
        leases.release("t", "b");
        assertThat(lease.renew(leases)).isTrue();
        leases.release("t", "a");
        assertThat(lease.renew(leases)).isFalse();
    }

    @Test
    void completing_twice_tells_it_once_and_an_old_fence_tells_nothing() {
        leases.acquire("t", "a", "1");
        leases.bind("t", "a", 2);

        assertThat(leases.complete(completion(1, "old"))).isFalse();
        assertThat(leases.complete(completion(2, "new"))).isTrue();
        assertThat(leases.complete(completion(2, "new"))).isTrue();

        assertThat(leases.acquire("t", "b", "1")).isInstanceOf(Acquired.Done.class);
        try (Jedis client = server.client()) {
            assertThat(client.xlen(KEYS.events())).isEqualTo(1);
            assertThat(client.exists(KEYS.lease("t"))).isFalse();
        }
    }

    @Test
    void nobody_notices_that_scripts_were_flushed() {
        leases.acquire("t", "a", "1");
        try (Jedis client = server.client()) {
            client.scriptFlush();
        }
        assertThat(leases.bind("t", "a", 1)).isPresent();
    }

    private static Completion completion(long fence, String opId) {
        return new Completion(
                "t",
                "a",
                fence,
                opId,
                "done",
                "a",
                RedisKeys.COORDINATION,
                1,
                List.of("type", "progress_update"));
    }
}
