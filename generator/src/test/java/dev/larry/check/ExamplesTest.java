package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.rule.Rule;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.load.Sources;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What larry explain shows is what the checks judge: the bad example breaks its rule alone. */
final class ExamplesTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path CASES = ROOT.resolve("generator/src/test/resources/cases/rules");
    private static final Set<String> GROUPS =
            Set.of("input", "tokens", "totals", "timeline", "fit", "security");

    @TempDir private Path root;

    static Stream<String> environmentRules() {
        return Rules.ALL.stream()
                .filter(rule -> GROUPS.contains(rule.group()) && !rule.commands())
                .filter(rule -> !ManifestRules.ALL.contains(rule))
                .map(Rule::id);
    }

    @ParameterizedTest
    @MethodSource("environmentRules")
    void theBadExampleBreaksTheRuleAndNoOther(String id) throws IOException {
        Findings findings = judge(id, "bad");
        assertThat(findings.all())
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.rule()).isEqualTo(id);
                    assertThat(finding.severity()).isEqualTo(Rules.of(id).orElseThrow().severity());
                    assertThat(finding.source().file()).isEqualTo("environments/case.yaml");
                });
        String said =
                findings.all().stream().map(Finding::toString).collect(Collectors.joining("\n"));
        Path expected = CASES.resolve(id).resolve("expected.txt");
        if (System.getProperty("recreate") != null) {
            Files.createDirectories(Objects.requireNonNull(expected.getParent()));
            Files.writeString(expected, said + "\n");
        }
        assertThat(said + "\n").isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("environmentRules")
    void itsRemedyLeavesNoFinding(String id) throws IOException {
        assertThat(judge(id, "good").all()).isEmpty();
        Rule rule = Rules.of(id).orElseThrow();
        assertThat(OneEdit.leads(rule.bad(), rule.good())).as("one edit").isTrue();
    }

    private Findings judge(String id, String which) throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Files.copy(CASES.resolve("good.yaml"), environments.resolve("good.yaml"));
        Path file = environments.resolve("case.yaml");
        try (InputStream example =
                Objects.requireNonNull(
                        Rule.class.getResourceAsStream("examples/" + id + "/" + which + ".yaml"))) {
            byte[] text = example.readAllBytes();
            if (id.startsWith("input/")) {
                Files.write(file, text);
            } else {
                Files.writeString(file, "extends: good.yaml\n");
                Files.write(file, text, java.nio.file.StandardOpenOption.APPEND);
            }
        }
        Environment environment = new EnvironmentReader(root).read("case");
        if (environment.fleet().isEmpty()) {
            return environment.findings();
        }
        Fleet fleet = environment.fleet().get();
        Sources sources = environment.sources().orElseThrow();
        return environment.findings().and(FleetChecks.of(fleet, sources::of));
    }
}
