package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.TaskRecordDocument.State;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.time.Instant;

/** What is told of a run in a cluster, whoever launched it. */
final class ClusterRunIT extends ClusterRunTest {
    @Test
    void watch_tells_the_state_by_the_proxy_else_by_a_forwarded_port_else_by_the_records()
            throws Exception {
        PlayedRun run = new PlayedRun(lab);
        run.begun(Instant.now());
        run.task("say-hello", State.DONE, null);
        CommandRun recorded = command("watch lab --once");
        assertThat(recorded.exit()).as(recorded.text()).isZero();
        assertThat(recorded.out())
                .contains(
                        "1/2 done",
                        "Redis is away: nobody can ask it: observer in namespace larry-system: the"
                                + " API server answered 503");

        try (ServedPage page = ServedPage.start("/state", run.state(Instant.now(), null))) {
            lab.cluster.forwards("observer-1", page.port());
            LabCluster.read(LabCluster.CASES.resolve("servers.yaml")).forEach(lab.cluster::put);
            CommandRun forwarded = command("watch lab --once");
            assertThat(forwarded.exit()).as(forwarded.text()).isZero();
            assertThat(forwarded.out()).contains("1/2 done").doesNotContain("Redis is away");
        }

        run.task("count-files", State.DONE, null);
        run.observed(Instant.now(), null);
        CommandRun proxied = command("watch lab --once");
        assertThat(proxied.exit()).as(proxied.text()).isZero();
        assertThat(proxied.out()).contains("2/2 done").doesNotContain("Redis is away");
    }

    @Test
    void report_tells_a_run_from_what_the_meta_coordinator_keeps() throws Exception {
        String data =
                Files.readString(
                        LabCluster.ROOT.resolve(
                                "agent/src/test/resources/cases/reports/clean/run.json"));
        try (ServedPage page = ServedPage.start("/reports/r-7", data)) {
            lab.cluster.forwards("meta-coordinator-1", page.port());
            LabCluster.read(LabCluster.CASES.resolve("servers.yaml")).forEach(lab.cluster::put);
            CommandRun report = command("report lab --run r-7 --format json");
            assertThat(report.exit()).as(report.text()).isZero();
            assertThat(report.out()).contains("\"run\": \"r-7\"");
            CommandRun none = command("report lab --run other");
            assertThat(none.exit()).as(none.text()).isEqualTo(3);
            assertThat(none.err())
                    .isEqualTo(
                            "larry: meta-coordinator in namespace larry-system: keeps no report of"
                                    + " run other; it is written when the run is complete\n");
        }
    }
}
