package dev.larry.agent.meta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.events.Log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What the meta-coordinator says of a Redis that may have lost writes. */
class MendingTest {
    @TempDir Path directory;

    @Test
    void an_epoch_is_announced_once_even_if_who_built_it_could_not_say_so() throws Exception {
        try (RedisProcess server = RedisProcess.start();
                ProtocolRun run =
                        ProtocolRun.join(
                                        Fleets.of(ProtocolRun.LARRY, "scan"),
                                        directory,
                                        ProtocolRun.at(server.endpoint()),
                                        "meta",
                                        Duration.ofSeconds(30))
                                .initialise()) {
            Mending mending = mending(run);
            mending.announce(1);
            assertThat(mending.look()).isFalse();
            assertThat(run.events().all()).isEmpty();

            server.restart();
            assertThat(run.recovery().check()).hasValue(2L);
            assertThat(mending.look()).isFalse();
            assertThat(run.events().all()).isEmpty();
            mending.announce(2);
            mending.announce(2);
            assertThat(announced(run)).containsExactly("epoch_changed");

            server.restart();
            assertThat(mending.look()).isTrue();
            mending.announce(3);
            assertThat(announced(run)).containsExactly("epoch_changed");
        }
    }

    private static List<String> announced(ProtocolRun run) {
        return run.events().all().stream().map(event -> event.getOrDefault("type", "")).toList();
    }

    private static Mending mending(ProtocolRun run) {
        PrintStream out =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Mending(
                run.recovery(),
                run.events(),
                run.keys().convergence(),
                new Log(out, Clock.systemUTC()));
    }
}
