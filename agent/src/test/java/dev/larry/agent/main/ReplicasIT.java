package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.SentinelGroup;
import dev.larry.agent.TestRun;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the run's state says of the replicas that acknowledge writes. */
class ReplicasIT {
    @TempDir Path directory;

    @Test
    void as_many_as_follow_the_master_now() throws Exception {
        try (SentinelGroup group = SentinelGroup.start();
                AgentProcesses agents = new AgentProcesses(directory)) {
            TestRun run = new TestRun(directory, group.settings(0)).shell("scan", "exit 0");
            Running observer = agents.start(run.fleetSettings(Role.OBSERVER), run.work());

            awaitReplicas(observer, 1);
            group.cutReplication();
            awaitReplicas(observer, 0);
            group.healReplication();
            awaitReplicas(observer, 1);
        }
    }

    @Test
    void of_one_redis_nothing_is_said() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                AgentProcesses agents = new AgentProcesses(directory)) {
            TestRun run = new TestRun(directory, redis.endpoint()).shell("scan", "exit 0");
            Running observer = agents.start(run.fleetSettings(Role.OBSERVER), run.work());

            RunState state = state(observer);

            assertThat(state.redis()).isNull();
            assertThat(state.replicas()).isNull();
        }
    }

    private static void awaitReplicas(Running observer, int number) throws InterruptedException {
        AgentProcesses.await(
                number + " replicas follow",
                () -> Objects.equals(state(observer).replicas(), number));
    }

    private static RunState state(Running observer) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            observer.awaitSaid("on page port ");
            Matcher port = Pattern.compile("on page port ([0-9]+)").matcher(observer.said());
            assertThat(port.find()).isTrue();
            URI state = URI.create("http://127.0.0.1:" + port.group(1) + "/state");
            return ContractJson.read(
                    client.send(HttpRequest.newBuilder(state).build(), BodyHandlers.ofString())
                            .body(),
                    RunState.class);
        } catch (ContractException | IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
