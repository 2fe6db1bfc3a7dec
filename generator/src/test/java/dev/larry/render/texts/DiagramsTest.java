package dev.larry.render.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Task;
import dev.larry.model.Worker;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Diagrams lose detail before they pass what viewers draw. */
final class DiagramsTest {
    private static final Fleet FULL =
            new EnvironmentReader(Path.of("src/test/resources/cases/texts/full"))
                    .read("full")
                    .fleet()
                    .orElseThrow();

    @Test
    void aSmallFleetIsDrawnWithItsWorkers() {
        assertThat(plan(3)).contains("    scan:2000-01-01 00:00:00, 480s");
    }

    @Test
    void aLargerOneWithItsPhasesOnly() {
        assertThat(plan(350))
                .contains("```mermaid", "    expected:2000-01-01 00:00:00, ")
                .doesNotContain("    scan:");
    }

    @Test
    void theLargestNotAtAllAndThePlanSaysSo() {
        assertThat(plan(1_000)).contains("too large for one chart").doesNotContain("```mermaid");
    }

    private static String plan(int larrys) {
        List<Larry> many = new ArrayList<>();
        for (int i = 0; i < larrys; i++) {
            many.add(copy(FULL.larrys().getFirst(), i));
        }
        Fleet fleet =
                new Fleet(
                        FULL.environment(),
                        FULL.cluster(),
                        FULL.redis(),
                        FULL.storage(),
                        FULL.monitoring(),
                        FULL.argo(),
                        FULL.images(),
                        FULL.llm(),
                        FULL.security(),
                        FULL.secrets(),
                        FULL.budget(),
                        FULL.declared(),
                        FULL.run(),
                        FULL.system(),
                        FULL.plan(),
                        many);
        return Texts.render(fleet, List.of()).getFirst().text();
    }

    private static Larry copy(Larry larry, int number) {
        return new Larry(
                "l" + number,
                "",
                larry.domain(),
                larry.colour(),
                larry.tokens(),
                larry.window(),
                larry.volume(),
                larry.coordinator(),
                larry.masters(),
                larry.workers().stream().map(worker -> copy(worker, number)).toList(),
                larry.success());
    }

    /** The same worker with a task of its own. */
    private static Worker copy(Worker worker, int number) {
        return new Worker(
                worker.name(),
                worker.does(),
                new Task(
                        worker.task().id() + number,
                        worker.task().kind(),
                        worker.task().parameters()),
                worker.tokens(),
                worker.expected(),
                worker.timeout(),
                List.of(),
                worker.nodes(),
                worker.image(),
                worker.resources(),
                worker.environment(),
                worker.secrets(),
                worker.access(),
                worker.egress());
    }
}
