package dev.larry.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.events.Gaps.Missing;
import dev.larry.contract.EventKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class GapsTest {
    @TempDir Path directory;

    @Test
    void what_is_missing_is_found_once_and_again_where_writes_may_be_lost() throws Exception {
        try (RedisProcess server = RedisProcess.start();
                ProtocolRun run =
                        ProtocolRun.join(
                                        Fleets.of(ProtocolRun.LARRY, "scan"),
                                        directory,
                                        ProtocolRun.at(server.endpoint()),
                                        "me",
                                        Duration.ofSeconds(30))
                                .initialise()) {
            Gaps gaps = new Gaps(run.redis(), run.keys().events());
            say(run);
            say(run);
            assertThat(gaps.read()).isEmpty();

            run.events().producer().used(4);
            say(run);
            assertThat(gaps.read()).containsExactly(new Missing("me", 3, 4));
            say(run);
            assertThat(gaps.read()).isEmpty();

            server.restart();
            run.recovery().check();
            gaps.again();
            say(run);
            assertThat(gaps.read()).containsExactly(new Missing("me", 1, 6));
        }
    }

    private static void say(ProtocolRun run) {
        run.events().append(new Event(EventKind.PROGRESS_UPDATE, null, null, Map.of()));
    }
}
