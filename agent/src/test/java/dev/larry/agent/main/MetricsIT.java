package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.TestRun;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.Metric;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every metric of the contract, scraped from the roles of a run that is going on. */
class MetricsIT {
    private static final Pattern SERIES =
            Pattern.compile("(?m)^(larry_[a-z_]+)(?:\\{([^}]*)})? [-+0-9.E]+$");

    @TempDir Path directory;

    @Test
    void every_metric_of_the_contract_is_served_under_its_name_with_its_labels() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                AgentProcesses agents = new AgentProcesses(directory)) {
            TestRun run =
                    new TestRun(directory, redis.endpoint())
                            .master("lead", 5_000, "/bin/true")
                            .shell(
                                    "scan",
                                    "echo '::larry finding {\"title\": \"a\", \"severity\":"
                                        + " \"HIGH\"}'; echo '::larry metric {\"name\": \"pods\","
                                        + " \"value\": 3}'")
                            .shell(
                                    "hold",
                                    "echo held > $LARRY_VOLUME/held;"
                                            + " until [ -e $LARRY_VOLUME/go ]; do sleep 0.1; done");
            Files.createDirectories(run.volume());
            Running meta = agents.start(run.fleetSettings(Role.META), run.work());
            Running coordinator = agents.start(run.coordinatorSettings(), run.work());
            Running observer = agents.start(run.fleetSettings(Role.OBSERVER), run.work());
            Running scan = agents.start(run.workerSettings("scan"), run.work());
            assertThat(scan.end()).as(scan.complained()).isZero();
            Running hold = agents.start(run.workerSettings("hold"), run.work());
            AgentProcesses.await("held", () -> Files.exists(run.volume().resolve("held")));

            EnumSet<Metric> missing = EnumSet.allOf(Metric.class);
            try {
                AgentProcesses.await(
                        "all metrics are served",
                        () -> {
                            for (Running role : List.of(meta, coordinator, observer, hold)) {
                                missing.removeAll(served(role));
                            }
                            return missing.isEmpty();
                        });
            } catch (AssertionError e) {
                assertThat(missing).as("served by no role").isEmpty();
            }
            Files.createFile(run.volume().resolve("go"));
            assertThat(hold.end()).as(hold.complained()).isZero();
        }
    }

    /** What a role serves; a name or a label that the contract does not know is a failure. */
    private static Set<Metric> served(Running role) {
        Set<Metric> served = EnumSet.noneOf(Metric.class);
        Matcher series = SERIES.matcher(text(role));
        while (series.find()) {
            String name = series.group(1);
            Metric metric =
                    EnumSet.allOf(Metric.class).stream()
                            .filter(each -> each.query().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no metric of ours: " + name));
            String labels = series.group(2) == null ? "" : series.group(2);
            assertThat(
                            Pattern.compile("([a-z_]+)=\"")
                                    .matcher(labels)
                                    .results()
                                    .map(label -> label.group(1)))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(metric.labels());
            served.add(metric);
        }
        return served;
    }

    private static String text(Running role) {
        try {
            return RunIT.metrics(role);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
