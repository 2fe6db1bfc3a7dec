package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Standard output holds the document and nothing else; the exit code is the same in each format.
 */
final class CheckFormatsTest {
    private static final List<String> FORMATS =
            List.of("human", "json", "sarif", "junit", "github");

    @TempDir private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif", "junit", "github"})
    void printsTheDocumentAlone(String format) throws IOException {
        Files.createDirectories(root.resolve("environments"));
        Files.writeString(root.resolve("environments/bad.yaml"), "environment: bad\n");
        CommandRun run = CommandRun.of(root, "check", "--format", format, "--root", "ROOT");
        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith(
                        switch (format) {
                            case "junit" -> "<?xml";
                            case "github" -> "::error file=environments/bad.yaml,line=1,col=1,";
                            default -> "{\n";
                        })
                .endsWith(
                        switch (format) {
                            case "junit" -> "</testsuites>\n";
                            case "github" -> "\n";
                            default -> "}\n";
                        });
        assertThat(run.out().lines().filter(line -> line.startsWith("{") || line.startsWith("<?")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif", "junit", "github"})
    void printsNoDocumentWhereNotAllWasJudged(String format) {
        assertThat(CommandRun.of(root, "init", "lab", "--root", "ROOT").exit()).isZero();
        assertThat(CommandRun.of(root, "render", "--root", "ROOT").exit()).isZero();
        CommandRun run = CommandRun.of(root, "check", "--format", format, "--root", "ROOT");
        assertThat(run.exit()).isEqualTo(Exit.COULD_NOT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("kubeconform is not installed");
    }

    @Test
    void oneRunWritesEveryReportAskedFor() throws IOException {
        Files.createDirectories(root.resolve("environments"));
        Files.writeString(root.resolve("environments/bad.yaml"), "environment: bad\n");
        List<String> command = new ArrayList<>(List.of("check", "--root", "ROOT"));
        for (String format : FORMATS) {
            command.addAll(List.of("--report", format + "=ROOT/out/deep/" + format));
        }
        CommandRun run = CommandRun.of(root, command);
        assertThat(run.exit()).as(run.text()).isEqualTo(Exit.FINDINGS);
        assertThat(run.out()).contains("input/missing-value").doesNotContain("{\n");
        for (String format : FORMATS) {
            CommandRun alone = CommandRun.of(root, "check", "--format", format, "--root", "ROOT");
            assertThat(root.resolve("out/deep").resolve(format)).hasContent(alone.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sarif", "sarif=", "pdf=report.pdf", "=report"})
    void aReportIsAFormatAndAFile(String typed) {
        CommandRun run = CommandRun.of(root, "check", "--report", typed, "--root", "ROOT");
        assertThat(run.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(run.err()).contains("FORMAT=FILE").hasLineCount(1);
    }

    @Test
    void aReportThatCannotBeWrittenIsNoCleanCheck() throws IOException {
        Files.createDirectories(root.resolve("environments"));
        Files.writeString(root.resolve("environments/bad.yaml"), "environment: bad\n");
        CommandRun run =
                CommandRun.of(
                        root,
                        "check",
                        "--report",
                        "json=ROOT/environments/bad.yaml/report",
                        "--root",
                        "ROOT");
        assertThat(run.exit()).isEqualTo(Exit.COULD_NOT);
        assertThat(run.err()).contains("cannot write the report").hasLineCount(1);
    }

    @Test
    void anOverflowIsAFindingOfRenderToo() throws IOException {
        assertThat(CommandRun.of(root, "init", "lab", "--root", "ROOT").exit()).isZero();
        Path lab = root.resolve("environments/lab.yaml");
        String huge = Files.readString(lab).replaceAll("size: [0-9]+Gi", "size: 7Ei");
        Files.writeString(lab, huge);
        CommandRun run = CommandRun.of(root, "render", "--root", "ROOT");
        assertThat(run.exit()).as(run.text()).isEqualTo(Exit.FINDINGS);
        assertThat(run.out()).contains("totals/overflow");
        CommandRun check = CommandRun.of(root, "check", "--root", "ROOT");
        assertThat(check.exit()).as(check.text()).isEqualTo(Exit.FINDINGS);
    }

    @Test
    void explainsARule() {
        CommandRun run = CommandRun.of(root, "explain", "tokens/larry-total");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Bad:", "Good:", "Do: ", "Source: ");
        CommandRun unknown = CommandRun.of(root, "explain", "tokens/total");
        assertThat(unknown.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(unknown.err()).contains("tokens/larry-total");
    }
}
