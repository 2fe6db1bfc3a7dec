package dev.larry.agent.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.Servers;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.ledger.Claim;
import dev.larry.agent.ledger.Granted;
import dev.larry.agent.ledger.Reservation;
import dev.larry.agent.ledger.Reserved;
import dev.larry.agent.ledger.Settled;
import dev.larry.agent.record.Outcome;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a server that forgot everything is told again, on every version that was found. */
@ParameterizedClass
@MethodSource("programs")
class RecoveryTest {
    private static final TokenPath SCAN = ProtocolRun.worker("scan");
    private static final TokenPath FIX = ProtocolRun.worker("fix");

    private final Servers.Program program;

    @TempDir Path directory;
    private RedisProcess server;
    private ProtocolRun run;

    static List<Servers.Program> programs() {
        return Servers.all();
    }

    RecoveryTest(Servers.Program program) {
        this.program = program;
    }

    @BeforeEach
    void start() throws IOException {
        server = RedisProcess.start(program);
        run =
                ProtocolRun.join(
                                Fleets.of(ProtocolRun.LARRY, "scan", "fix", "last"),
                                directory,
                                ProtocolRun.at(server.endpoint()),
                                "test",
                                Duration.ofSeconds(30))
                        .initialise();
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        server.close();
    }

    @Test
    void who_builds_the_state_does_not_wait_for_it() throws Exception {
        server.restart();
        assertThatThrownBy(() -> run.ledger().settle("1", FIX, new Tokens(1)))
                .hasMessageContaining("holds no state of epoch 1");

        run.mending(() -> run.recovery().check().isPresent());

        assertThat(run.ledger().settle("1", FIX, new Tokens(1))).isEqualTo(new Settled.Absent());
        assertThat(run.runs().read().epoch()).isEqualTo(2);
    }

    @Test
    void what_is_done_stays_done_a_holder_keeps_its_lease_and_what_may_be_spent_is_charged()
            throws Exception {
        long done = run.lease("scan", "a");
        run.records().commit("scan", done, new Outcome(null, "hash", null));
        run.telling().tell(run.records().read("scan"), ProtocolRun.LARRY, SCAN);
        long held = run.lease("fix", "b");
        draw("1", FIX, 1_000, new Claim("fix", "b", held));
        grant("g1");

        server.restart();
        assertThat(run.recovery().check()).hasValue(2L);
        assertThat(run.recovery().check()).isEmpty();

        assertThat(run.runs().read().epoch()).isEqualTo(2);
        assertThat(run.leases().acquire("scan", "c", "1", 0, ProtocolRun.worker("scan")))
                .isInstanceOf(Acquired.Done.class);
        assertThat(run.leases().acquire("fix", "c", "1", 0, ProtocolRun.worker("fix")))
                .isInstanceOf(Acquired.Busy.class);
        assertThat(run.leases().acquire("last", "c", "1", 0, ProtocolRun.worker("last")))
                .isInstanceOf(Acquired.Granted.class);
        // Redis forgot what the two had spent: all that they may spend is charged.
        assertThat(left(SCAN.holder())).isZero();
        assertThat(left(FIX.holder())).isZero();
        assertThat(left(ProtocolRun.worker("last").holder())).isEqualTo(Fleets.WORKER);
        assertThat(left(SCAN.group())).isEqualTo(Fleets.WORKER + Fleets.POOL + Fleets.PERSONAL);
        // The grant is in the run's record, and is not given again.
        assertThat(left(TokenPath.RESERVE)).isEqualTo(Fleets.RESERVE - 1_000);
        assertThat(grant("g1")).isEqualTo(new Granted.Given(1_000, Fleets.RESERVE - 1_000, false));
        assertThat(run.barrier().state()).containsEntry("left:" + ProtocolRun.LARRY, "2");
    }

    @Test
    void nothing_is_taken_under_an_epoch_that_is_not_built() throws Exception {
        server.restart();

        assertThatThrownBy(
                        () -> run.leases().acquire("scan", "a", "1", 0, ProtocolRun.worker("scan")))
                .isInstanceOfSatisfying(
                        AgentException.class,
                        e -> assertThat(e.code()).isEqualTo(ExitCode.REDIS_AWAY))
                .hasMessageContaining(
                        "holds no state of epoch 1; the meta-coordinator rebuilds it");

        try (Jedis client = server.client()) {
            assertThat(client.dbSize()).isZero();
        }
    }

    @Test
    void the_whole_protocol_works() throws Exception {
        assertThat(run.redis().server().flavour() + " " + run.redis().server().version())
                .isEqualTo(program.name());
        for (String task : List.of("scan", "fix", "last")) {
            long fence = run.lease(task, task);
            assertThat(draw(task, ProtocolRun.worker(task), 1_000, new Claim(task, task, fence)))
                    .isInstanceOf(Reserved.Granted.class);
            run.ledger().settle(task, ProtocolRun.worker(task), new Tokens(400));
            run.records().commit(task, fence, new Outcome(null, "hash", null));
            assertThat(
                            run.telling()
                                    .tell(
                                            run.records().read(task),
                                            ProtocolRun.LARRY,
                                            ProtocolRun.worker(task)))
                    .isTrue();
        }
        assertThat(grant("g1")).isInstanceOf(Granted.Given.class);
        assertThat(run.ledger().account(TokenPath.RUN).orElseThrow().spent()).isEqualTo(1_200);
        assertThat(run.events().all()).hasSize(4);
    }

    private Granted grant(String id) {
        return run.granting()
                .fromReserve(
                        id,
                        new Tokens(Fleets.RESERVE),
                        ProtocolRun.LARRY,
                        FIX,
                        new Tokens(1_000),
                        "test");
    }

    private Reserved draw(String opId, TokenPath path, long tokens, Claim claim) {
        return run.ledger()
                .reserve(
                        new Reservation(
                                opId, path, new Tokens(tokens), Duration.ofMinutes(1), claim));
    }

    private long left(String node) {
        return run.ledger().account(node).orElseThrow().left();
    }
}
