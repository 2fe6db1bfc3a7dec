package dev.larry.render.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Node;
import dev.larry.model.Worker;
import dev.larry.render.Document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The documents of environments, whole against recorded ones and figure by figure. */
final class TextsTest {
    private static final Path CASES = Path.of("src/test/resources/cases/texts");
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    @ParameterizedTest
    @ValueSource(strings = {"full", "least"})
    void rendersWhatIsRecorded(String name) throws IOException {
        Path folder = CASES.resolve(name);
        for (Document document : documents(environment(folder, name))) {
            Path expected = folder.resolve("expected").resolve(document.path());
            if (Boolean.getBoolean("recreate") || System.getProperty("recreate", "-").isEmpty()) {
                Files.createDirectories(expected.getParent());
                Files.writeString(expected, document.text());
            }
            assertThat(document.text())
                    .as(
                            "to rewrite: mvn -o test -pl generator -am -Dtest=TextsTest"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate")
                    .isEqualTo(Files.readString(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void namesEveryNodeNamespaceWorkerTaskAndFigure(String name) {
        Environment environment = environment(ROOT, name);
        Fleet fleet = environment.fleet().orElseThrow();
        String plan = text(environment, "PLAN.md");
        for (Node node : fleet.cluster().nodes()) {
            assertThat(plan).contains("| " + node.name() + " | " + node.address() + " |");
        }
        for (Larry larry : fleet.larrys()) {
            assertThat(plan).contains(larry.namespace(), larry.tokens().toString());
            for (Worker worker : larry.workers()) {
                assertThat(plan)
                        .contains("#### " + worker.name() + ": " + worker.task().id())
                        .contains(
                                "| "
                                        + worker.name()
                                        + " | `"
                                        + worker.task().id()
                                        + "` | "
                                        + worker.tokens()
                                        + " |");
            }
        }
        environment
                .assumptions()
                .forEach(
                        assumption -> assertThat(plan).contains("| `" + assumption.path() + "` |"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void leavesNoTrailingBlanksAndIsTheSameAgain(String name) {
        Environment environment = environment(ROOT, name);
        List<Document> documents = documents(environment);
        assertThat(documents).isEqualTo(documents(environment));
        for (Document document : documents) {
            assertThat(document.text()).endsWith("\n").doesNotContain(" \n", "\r", "\t", "\n\n\n");
        }
    }

    @Test
    void prodAddsUp() {
        assertThat(text(environment(ROOT, "prod"), "PLAN.md"))
                .contains(
                        "larry-01 111,000 = (30,000 + 15,000) + (20,000 + 10,000) + workers 36,000",
                        "larry-02 81,000 = (30,000 + 15,000) + workers 36,000",
                        "larry-03 211,000 = (30,000 + 20,000) + (35,000 + 15,000) + (25,000 +"
                                + " 10,000) + workers 76,000",
                        "total 478,000 = 111,000 + 81,000 + 211,000 + meta-coordinator 50,000 +"
                                + " reserve 25,000",
                        "| **all Larrys** | 19 | **24 CPU, 48Gi** | **48 CPU, 96Gi** |")
                .doesNotContain("differs");
    }

    private static String text(Environment environment, String path) {
        return documents(environment).stream()
                .filter(document -> document.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static List<Document> documents(Environment environment) {
        return Texts.render(environment.fleet().orElseThrow(), environment.assumptions());
    }

    private static Environment environment(Path root, String name) {
        Environment environment = new EnvironmentReader(root).read(name);
        assertThat(environment.findings().block())
                .as(environment.findings().all().toString())
                .isFalse();
        return environment;
    }
}
