package dev.larry.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.Certificates;
import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.SentinelGroup;
import dev.larry.agent.Servers;
import dev.larry.agent.lease.Acquired;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.ExitCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a server is reached, and what is refused in one line. */
class ConnectionTest {
    @TempDir Path directory;

    @Test
    void over_tls_and_as_a_user_that_may_do_no_more_than_the_protocol_needs() throws Exception {
        Certificates certificates = Certificates.make(directory);
        Path secret = Files.createDirectories(directory.resolve("secret"));
        Files.writeString(secret.resolve("username"), "agent\n");
        Files.writeString(secret.resolve("password"), "secret\n");
        int port = RedisProcess.freePort();
        try (RedisProcess server =
                tls(
                        certificates,
                        port,
                        "tls-auth-clients no",
                        "user default off",
                        "user agent on >secret " + Commands.rule())) {
            RedisSettings settings =
                    new RedisSettings(
                            null,
                            List.of("127.0.0.1:" + port),
                            secret.toString(),
                            certificates.certificate().toString(),
                            0);

            works(settings);

            // Without TLS the same user is welcome, another is not.
            Files.writeString(secret.resolve("password"), "wrong\n");
            assertThatThrownBy(() -> Redis.connect(settings, Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_REDIS))
                    .hasMessageContaining("over TLS: refused: WRONGPASS");
            assertThat(server.port()).isNotEqualTo(port);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        Certificates certificates = Certificates.make(directory);
        Certificates others =
                Certificates.make(Files.createDirectories(directory.resolve("others")));
        int port = RedisProcess.freePort();
        try (RedisProcess server = tls(certificates, port, "tls-auth-clients no")) {
            RedisSettings settings =
                    new RedisSettings(
                            null,
                            List.of("127.0.0.1:" + port),
                            null,
                            others.certificate().toString(),
                            0);

            assertThatThrownBy(() -> Redis.connect(settings, Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_REDIS))
                    .hasMessageContaining("refused: ");
            assertThat(server.port()).isNotEqualTo(port);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, answers without TLS: set redis.tls to false",
        "false, 'speaks TLS, and was asked without: set redis.tls to true'"
    })
    void tls_that_is_asked_of_the_wrong_port_or_not_asked_of_the_right_one_is_named(
            boolean asked, String named) throws Exception {
        Certificates certificates = Certificates.make(directory);
        int port = RedisProcess.freePort();
        try (RedisProcess server = tls(certificates, port, "requirepass secret")) {
            RedisSettings settings =
                    new RedisSettings(
                            null,
                            List.of("127.0.0.1:" + (asked ? server.port() : port)),
                            null,
                            asked ? certificates.certificate().toString() : null,
                            0);

            assertThatThrownBy(() -> Redis.connect(settings, Duration.ofMillis(500)))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_REDIS))
                    .hasMessageContaining("redis 127.0.0.1:")
                    .hasMessageContaining(named);
        }
    }

    @Test
    void through_sentinels_with_a_replica_that_acknowledges() throws Exception {
        try (SentinelGroup group = SentinelGroup.start()) {
            works(group.settings(1));

            group.cutReplication();
            try (Redis redis = Redis.connect(group.settings(1), Duration.ofMillis(1_500))) {
                assertThatThrownBy(() -> new Health(redis).write("key", Duration.ofMinutes(1)))
                        .hasMessageContaining("NOREPLICAS 0 of 1 replicas acknowledged");
            }
        }
    }

    @Test
    void a_replica_that_sentinels_still_name_is_not_trusted() throws Exception {
        try (RedisProcess master = RedisProcess.start();
                RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port());
                RedisProcess sentinel =
                        RedisProcess.start(
                                Servers.own(),
                                RedisProcess.freePort(),
                                List.of(
                                        "sentinel",
                                        "sentinel monitor mymaster 127.0.0.1 "
                                                + replica.port()
                                                + " 1"))) {
            RedisSettings settings =
                    new RedisSettings("mymaster", List.of(sentinel.endpoint()), null, null, 0);

            assertThatThrownBy(() -> Redis.connect(settings, Duration.ofMillis(500)))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            e -> assertThat(e.code()).isEqualTo(ExitCode.REDIS_AWAY))
                    .hasMessageContaining("Sentinels name a slave as the master");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis, 6.0.9, 6.0.9, false",
        "redis, 5.0.14, 5.0.14, false",
        "redis, 6.2.0, 6.2.0, true",
        "valkey, 8.1.8, 7.2.4, true",
        "redis, 10.0.0, 10.0.0, true"
    })
    void what_is_older_than_6_2_is_refused(
            String flavour, String version, String compatible, boolean taken) {
        Server server = new Server(flavour, version, compatible, "id");

        if (taken) {
            server.check("redis:6379");
        } else {
            assertThatThrownBy(() -> server.check("redis:6379"))
                    .hasMessage(
                            "redis redis:6379: version "
                                    + version
                                    + ", allowed 6.2 or later; upgrade the server");
        }
    }

    private void works(RedisSettings settings) throws IOException, InterruptedException {
        Path records = Files.createTempDirectory(directory, "records");
        try (ProtocolRun run =
                ProtocolRun.join(
                                Fleets.of(ProtocolRun.LARRY, "scan"),
                                records,
                                settings,
                                "test",
                                Duration.ofSeconds(30))
                        .initialise()) {
            assertThat(run.leases().acquire("scan", "a", "1", 0, ProtocolRun.worker("scan")))
                    .isInstanceOf(Acquired.Granted.class);
            run.records().raise("scan", "a", 9);
            assertThat(run.leases().bind("scan", "a", 1, ProtocolRun.worker("scan"))).isPresent();
            run.records().condemn("scan", "test");
            AgentProcesses.await(
                    "Redis is told",
                    () ->
                            run.telling()
                                    .tell(
                                            run.records().read("scan"),
                                            ProtocolRun.LARRY,
                                            ProtocolRun.worker("scan")));
            run.ledger().sweep();
            assertThat(run.recovery().check()).isEmpty();
            assertThat(run.events().all()).hasSize(1);
        }
    }

    /** A server that speaks TLS at a port beside its own. */
    private static RedisProcess tls(Certificates certificates, int port, String... settings)
            throws IOException {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "tls-port " + port,
                                "tls-cert-file " + certificates.certificate(),
                                "tls-key-file " + certificates.key(),
                                "tls-ca-cert-file " + certificates.certificate()));
        all.addAll(List.of(settings));
        return RedisProcess.start(Servers.own(), all.toArray(String[]::new));
    }
}
