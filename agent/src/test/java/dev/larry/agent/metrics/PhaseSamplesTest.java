package dev.larry.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

final class PhaseSamplesTest {
    private static final Instant BEGUN = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void countsEveryLeaseOfEveryTaskByItsFence() throws IOException {
        assertThat(text(record("a", State.DONE, 3, 90), record("b", State.OPEN, 2, 5)))
                .contains("larry_leases_acquired_total{larry=\"larry-01\"} 5.0");
    }

    @Test
    void tellsHowLongATaskTookOnceItIsDone() throws IOException {
        assertThat(text(record("a", State.DONE, 1, 90), record("b", State.LEASED, 1, 5)))
                .contains("larry_task_duration_seconds{larry=\"larry-01\",task=\"a\"} 90.0")
                .doesNotContain("larry_task_duration_seconds{larry=\"larry-01\",task=\"b\"}");
    }

    private static TaskRecordDocument record(String task, State state, long fence, int seconds) {
        return new TaskRecordDocument(
                TaskRecordDocument.VERSION,
                "run",
                task,
                state,
                fence,
                "owner",
                1,
                BEGUN,
                BEGUN.plusSeconds(seconds),
                null,
                null,
                null,
                null);
    }

    private static String text(TaskRecordDocument... records) throws IOException {
        Samples samples = new Samples();
        PhaseSamples.add(samples, "larry-01", List.of(records));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.builder().build().write(out, samples.snapshots());
        return out.toString(StandardCharsets.UTF_8);
    }
}
