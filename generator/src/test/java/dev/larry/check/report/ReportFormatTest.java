package dev.larry.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.larry.check.Rules;
import dev.larry.check.exceptions.Excepted;
import dev.larry.check.rule.Rule;
import dev.larry.model.Exemption;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Severity;
import dev.larry.model.Source;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** Each format is one document that its readers accept, whatever a finding says. */
final class ReportFormatTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path CASES = ROOT.resolve("generator/src/test/resources/cases/report");
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final Findings SAMPLE =
            Findings.of(
                    List.of(
                            Finding.error(
                                            "tokens/larry-total",
                                            new Source(
                                                    "environments/prod.yaml",
                                                    41,
                                                    17,
                                                    "larrys[larry-01].tokens"),
                                            "masters 75,000 + workers 40,000 = 115,000, declared"
                                                    + " 111,000",
                                            "",
                                            "lower a worker by 4,000 or raise the total to 115,000")
                                    .renderedAt(
                                            new Source(
                                                    "gitops/prod/run/larry-01/x.yaml",
                                                    12,
                                                    9,
                                                    "/data")),
                            Finding.error(
                                    "drift/missing",
                                    Source.ofFile("gitops/prod/a b:100%.yaml"),
                                    "is rendered, but not there",
                                    "",
                                    "run larry render"),
                            Finding.warning(
                                            "drift/missing",
                                            Source.ofFile("gitops/prod/values.yaml"),
                                            "has neither apiVersion nor kind",
                                            "",
                                            "move it")
                                    .as(Severity.NOTE),
                            Finding.warning(
                                            "drift/missing",
                                            Source.ofFile("gitops/prod/values2.yaml"),
                                            "has neither apiVersion nor kind",
                                            "",
                                            "move it")
                                    .as(Severity.NOTE),
                            Finding.warning(
                                    "timeline/grace",
                                    new Source("/etc/f,g:h.yaml", 3, 0, "run.grace"),
                                    "100% <b>&\n::error::\u001b[31m",
                                    "30s",
                                    "raise it")));

    private static final List<Excepted> EXCEPTED =
            List.of(
                    new Excepted(
                            Finding.warning(
                                            "fit/survives",
                                            new Source("environments/prod.yaml", 50, 3, "system"),
                                            "one node is all there is",
                                            "",
                                            "buy another")
                                    .renderedAt(new Source("gitops/prod/a.yaml", 1, 2, "spec")),
                            new Exemption(
                                    "fit/survives",
                                    "Deployment/larry-01/coordinator",
                                    Optional.of("agent"),
                                    "a node is ordered, <b>&\u001b[31m",
                                    LocalDate.of(2027, 1, 31)),
                            new Source(
                                    "environments/prod.exceptions.yaml", 2, 5, "exceptions[0]")));

    private static String text(ReportFormat format, Findings findings) {
        return format.write(
                new CheckReport(
                        List.of("prod"),
                        List.of(),
                        104,
                        findings,
                        List.of(),
                        new TreeMap<>(),
                        Rules.ALL,
                        "1.2.3"));
    }

    @ParameterizedTest
    @EnumSource
    void writesTheExpectedDocument(ReportFormat format) throws IOException {
        List<Rule> rules =
                Stream.of("drift/missing", "timeline/grace", "tokens/larry-total", "fit/survives")
                        .map(id -> Rules.of(id).orElseThrow())
                        .toList();
        String text =
                format.write(
                        new CheckReport(
                                List.of("prod"),
                                List.of("tree"),
                                104,
                                SAMPLE,
                                EXCEPTED,
                                new TreeMap<>(Map.of("cert-manager.io/v1 Certificate", 2)),
                                rules,
                                "1.2.3"));
        Path expected = CASES.resolve(format + ".txt");
        if (System.getProperty("recreate") != null) {
            Files.createDirectories(CASES);
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected));
    }

    @Test
    void terminalsGetGroupsAndColours() throws IOException {
        Path expected = CASES.resolve("terminal.txt");
        String text = HumanFormat.terminal(SAMPLE).replace("\u001b", "ESC");
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected)).doesNotContain("\u001b");
    }

    @Property(tries = 200)
    void isValidWhateverAFindingSays(@ForAll String one, @ForAll String two, @ForAll int line)
            throws Exception {
        Source place = new Source(one, Math.max(0, line), Math.max(0, line / 2), two);
        Findings findings =
                Findings.of(
                        List.of(
                                Finding.error("drift/missing", place, two, one, two),
                                Finding.error("drift/missing", place, one, two, one)
                                        .renderedAt(place)));
        valid(findings);
    }

    @Test
    void namesFilesByTheBytesOfTheirNames() throws IOException {
        // Half a character, a grave accent of Greek that is not ASCII's, and a file outside.
        for (String[] each :
                new String[][] {
                    {"a\ud800b.yaml", "a%3Fb.yaml"},
                    {"\u1fef.yaml", "%E1%BF%AF.yaml"},
                    {"/tmp/a b.yaml", "file:///tmp/a%20b.yaml"},
                    {"c:d.yaml", "./c:d.yaml"}
                }) {
            Finding finding =
                    Finding.error("drift/missing", Source.ofFile(each[0]), "gone", "", "render");
            assertThat(
                            MAPPER.readTree(text(ReportFormat.SARIF, Findings.of(List.of(finding))))
                                    .at(
                                            "/runs/0/results/0/locations/0/physicalLocation"
                                                    + "/artifactLocation/uri")
                                    .asText())
                    .isEqualTo(each[1]);
        }
    }

    @Test
    void isValidWithoutFindings() throws Exception {
        valid(Findings.NONE);
        valid(SAMPLE);
        JsonNode run = MAPPER.readTree(text(ReportFormat.SARIF, Findings.NONE)).at("/runs/0");
        assertThat(run.get("results").isArray()).isTrue();
        assertThat(run.get("results")).isEmpty();
        assertThat(text(ReportFormat.GITHUB, Findings.NONE)).isEmpty();
    }

    @Test
    void whatIsAcceptedIsSuppressedAndTheDocumentsStayValid() throws Exception {
        CheckReport report =
                new CheckReport(
                        List.of("prod"),
                        List.of(),
                        104,
                        Findings.NONE,
                        EXCEPTED,
                        new TreeMap<>(Map.of("example.com/v1 \"Thing\"", 2)),
                        Rules.ALL,
                        "1.2.3");
        String sarif = ReportFormat.SARIF.write(report);
        assertThat(SARIF.validate(sarif, InputFormat.JSON)).isEmpty();
        JsonNode run = MAPPER.readTree(sarif).at("/runs/0");
        assertThat(run.get("results")).hasSize(1);
        assertThat(run.at("/results/0/suppressions/0/justification").asText())
                .contains("a node is ordered", "2027-01-31");
        String json = ReportFormat.JSON.write(report);
        assertThat(OWN.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(MAPPER.readTree(json).at("/excepted/0/finding/rule").asText())
                .isEqualTo("fit/survives");
        assertThat(ReportFormat.HUMAN.write(report))
                .endsWith(
                        "104 objects judged (2 without a schema): 0 errors, 0 warnings, 1"
                                + " excepted\n");
        assertThat(ReportFormat.JUNIT.write(report))
                .contains("failures=\"0\"", "excepted until 2027-01-31")
                .doesNotContain("<failure");
    }

    @Test
    void fingerprintsStayWhenLinesAndFiguresChange() throws IOException {
        Source here = new Source("environments/prod.yaml", 41, 17, "larrys[larry-01].tokens");
        Source there = new Source("environments/prod.yaml", 99, 3, "larrys[larry-01].tokens");
        assertThat(fingerprint(Finding.error("tokens/larry-total", here, "1 = 2", "", "")))
                .isEqualTo(fingerprint(Finding.error("tokens/larry-total", there, "1 = 3", "", "")))
                .isNotEqualTo(fingerprint(Finding.error("tokens/no-llm", here, "1 = 2", "", "")));
    }

    private static JsonNode fingerprint(Finding finding) throws IOException {
        return MAPPER.readTree(text(ReportFormat.SARIF, Findings.of(List.of(finding))))
                .at("/runs/0/results/0/partialFingerprints");
    }

    private static void valid(Findings findings) throws Exception {
        assertThat(SARIF.validate(text(ReportFormat.SARIF, findings), InputFormat.JSON)).isEmpty();
        assertThat(OWN.validate(text(ReportFormat.JSON, findings), InputFormat.JSON)).isEmpty();
        String xml = text(ReportFormat.JUNIT, findings);
        assertThat(
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(
                                        new ByteArrayInputStream(
                                                xml.getBytes(StandardCharsets.UTF_8)))
                                .getDocumentElement()
                                .getTagName())
                .isEqualTo("testsuites");
        assertThat(text(ReportFormat.GITHUB, findings).lines())
                .hasSize(findings.all().size())
                .allSatisfy(line ->
                        assertThat(line)
                                .matches(
                                        "::(error|warning|notice)"
                                            + " file=[^,:]*(,line=\\d+)?(,col=\\d+)?,title=[^,:]*::.*"));
    }

    private static final Schema SARIF = sarif();
    private static final Schema OWN = own();

    private static Schema sarif() {
        try (InputStream schema =
                Objects.requireNonNull(
                        ReportFormatTest.class.getResourceAsStream(
                                "/schema/sarif-schema-2.1.0.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(
                            new String(schema.readAllBytes(), StandardCharsets.UTF_8),
                            InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema own() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            Files.readString(ROOT.resolve("docs/check-report.schema.json")),
                            InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
