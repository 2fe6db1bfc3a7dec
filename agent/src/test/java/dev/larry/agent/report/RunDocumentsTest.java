package dev.larry.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

/** A run's data become the same report every time, and no text in them can act as markup. */
final class RunDocumentsTest {
    private static final Path CASES = Path.of("src/test/resources/cases/reports");

    @ParameterizedTest
    @ValueSource(strings = {"clean", "degraded"})
    void a_run_is_told_in_markdown_and_html(String name) throws Exception {
        RunReport report = read(name);
        expected(name, "run.md", RunDocuments.markdown(report));
        expected(name, "run.html", RunDocuments.html(report));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "degraded"})
    void the_json_reads_back_to_the_same_data(String name) throws Exception {
        RunReport report = read(name);
        assertThat(ContractJson.read(RunDocuments.json(report), RunReport.class)).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "degraded"})
    void the_chart_is_well_formed_and_has_a_bar_for_every_task_that_began(String name)
            throws Exception {
        RunReport report = read(name);
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        TimelineChart.of(report).getBytes(StandardCharsets.UTF_8)));
        long tasks = report.phases().stream().mapToLong(phase -> phase.tasks().size()).sum();
        long begun =
                report.phases().stream()
                        .flatMap(phase -> phase.tasks().stream())
                        .filter(task -> task.begun() != null)
                        .count();
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo((int) (tasks + begun));
    }

    private static RunReport read(String name) throws IOException, ContractException {
        return ContractJson.read(
                Files.readString(CASES.resolve(name).resolve("run.json")), RunReport.class);
    }

    private static void expected(String name, String file, String text) throws IOException {
        Path expected = CASES.resolve(name).resolve(file);
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text)
                .as(
                        "%s; if the change is meant: mvn -pl agent -am test"
                                + " -Dtest=RunDocumentsTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate",
                        expected)
                .isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
    }
}
