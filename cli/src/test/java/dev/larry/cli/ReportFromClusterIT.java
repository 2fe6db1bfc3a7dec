package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.cli.local.LocalAgent;
import dev.larry.cli.local.LocalFleet;
import dev.larry.cli.local.LocalPlace;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.embedded.RedisServer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report of a run whose real meta-coordinator serves it behind an API server, by the Service's
 * proxy or a forwarded port alike.
 */
final class ReportFromClusterIT {
    private static final String RUN = "lab-1";
    private static final Pattern PORT = Pattern.compile("livez and readyz on port ([0-9]+)");

    @TempDir private Path root;
    @TempDir private Path place;

    @Test
    void larry_report_gets_what_a_real_meta_coordinator_serves() throws Exception {
        CommandRun.of(root, "init", "lab", "--root", "ROOT");
        Fleet fleet = new EnvironmentReader(root).read("lab").fleet().orElseThrow();
        int port = LabCluster.freePort();
        RedisServer redis =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .build();
        redis.start();
        LocalPlace here =
                new LocalPlace(
                        place.resolve("run"),
                        "127.0.0.1:" + port,
                        RUN,
                        Instant.now().plusSeconds(600));
        try (MockCluster cluster = MockCluster.start();
                LocalFleet agents =
                        LocalFleet.start(fleet, here, LocalFleet.thisJava(), Map.of())) {
            String kubeconfig = cluster.kubeconfig(place).toString();
            List<String> words =
                    List.of(
                            "report",
                            "lab",
                            "--run",
                            RUN,
                            "--format",
                            "json",
                            "--kubeconfig",
                            kubeconfig,
                            "--root",
                            "ROOT");
            assertThat(agents.await(Duration.ofMinutes(8))).isTrue();
            LocalAgent meta =
                    agents.agents().stream()
                            .filter(agent -> agent.role() == Role.META)
                            .findFirst()
                            .orElseThrow();
            cluster.put(pod());
            Matcher served = PORT.matcher(Files.readString(meta.log()));
            assertThat(served.find()).isTrue();
            cluster.forwards("meta-coordinator-0", Integer.parseInt(served.group(1)));

            CommandRun told = CommandRun.of(root, words);
            assertThat(told.err()).isEmpty();
            assertThat(ContractJson.read(told.out(), RunReport.class))
                    .isEqualTo(
                            ContractJson.read(Files.readString(agents.report()), RunReport.class));
            assertThat(told.exit()).as(told.text()).isZero();

            CommandRun none =
                    CommandRun.of(
                            root,
                            words.stream()
                                    .map(word -> word.equals(RUN) ? "no-such-run" : word)
                                    .toList());
            assertThat(none.exit()).isEqualTo(3);
            assertThat(none.err()).contains("keeps no report of run no-such-run");
        } finally {
            redis.stop();
        }
    }

    private static ObjectNode pod() {
        ObjectNode pod =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata")
                .put("name", "meta-coordinator-0")
                .put("namespace", "larry-system")
                .putObject("labels")
                .put("app.kubernetes.io/component", "meta-coordinator");
        pod.putObject("status").put("phase", "Running");
        return pod;
    }
}
