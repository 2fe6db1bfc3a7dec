package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The whole check, kubeconform included, of trees that were rendered here and of others. */
final class CheckedTreeIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String DEPLOYMENT = "gitops/prod/run/larry-01/deployment-coordinator.yaml";
    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path root;

    @BeforeAll
    static void install() throws Exception {
        Trees.installTools(ROOT);
    }

    @BeforeEach
    void copy() throws IOException {
        Trees.copy(ROOT.resolve("environments"), root.resolve("environments"));
        Trees.copy(ROOT.resolve("gitops"), root.resolve("gitops"));
        Files.createSymbolicLink(root.resolve("ci"), ROOT.resolve("ci"));
        Files.createSymbolicLink(root.resolve(".larry"), ROOT.resolve(".larry"));
    }

    @Test
    void theRepositoryHasNoFindingAndNoException() {
        CommandRun run = check("--format", "json");
        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.out())
                .contains("\"findings\" : [ ]", "\"excepted\" : [ ]", "\"withoutSchema\" : [ ]");
    }

    @Test
    void whatIsEditedByHandIsFoundByItsRuleWithBothPlaces() throws IOException {
        edit(DEPLOYMENT, "larry-agent:0.1.0", "larry-agent:latest");
        JsonNode report = json(check("prod", "--format", "json"), Exit.FINDINGS);
        assertThat(report.findValuesAsText("rule")).contains("drift/hand-edited");
        assertThat(report.get("findings"))
                .filteredOn(each -> each.get("rule").asText().equals("security/image-tag"))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.at("/rendered/file").asText()).isEqualTo(DEPLOYMENT);
                    assertThat(each.at("/rendered/line").asInt()).isPositive();
                    assertThat(each.at("/source/file").asText()).startsWith("environments/");
                    assertThat(each.at("/source/line").asInt()).isPositive();
                });
    }

    @Test
    void anEnvironmentValueIsFoundBeforeItIsRendered() throws IOException {
        edit("environments/base.yaml", "agent: larry-agent:0.1.0", "agent: larry-agent:latest");
        JsonNode report = json(check("prod", "--format", "json"), Exit.FINDINGS);
        assertThat(report.get("findings"))
                .filteredOn(each -> each.get("rule").asText().equals("security/image-tag"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.at("/rendered/file").asText()).contains("prod"))
                .anySatisfy(each -> {
                    assertThat(each.at("/source/file").asText())
                            .isEqualTo("environments/base.yaml");
                    assertThat(each.at("/source/path").asText()).isEqualTo("images.agent");
                });
    }

    @Test
    void whatARuleAndASchemaSayIsSaidOnce() throws IOException {
        edit(DEPLOYMENT, "replicas: 1", "replicas: one");
        edit(DEPLOYMENT, "kind: Deployment", "kind: Deployment\ncolour: green");
        JsonNode report = json(check("prod", "--format", "json"), Exit.FINDINGS);
        List<String> said = new ArrayList<>();
        report.get("findings")
                .forEach(each ->
                        said.add(
                                each.get("rule").asText()
                                        + " "
                                        + each.at("/rendered/path").asText()));
        assertThat(said).contains("schema/kubeconform colour", "schema/range spec.replicas");
        assertThat(said).doesNotContain("schema/kubeconform spec.replicas").doesNotHaveDuplicates();
    }

    @Test
    void anExceptionHoldsUntilItsDay() throws IOException {
        edit(DEPLOYMENT, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false");
        write(
                "environments/prod.exceptions.yaml",
                """
                exceptions:
                  - rule: security/read-only-root
                    object: Deployment/larry-01/coordinator
                    reason: a test of exceptions
                    expires: 2026-06-01
                """);
        JsonNode held = json(check("prod", "--format", "json"), Exit.FINDINGS); // drift is none
        assertThat(held.at("/excepted/0/finding/rule").asText())
                .isEqualTo("security/read-only-root");
        assertThat(held.get("findings").findValuesAsText("rule")).containsOnly("drift/hand-edited");
        Clock later = Clock.fixed(Instant.parse("2026-06-02T00:00:00Z"), ZoneOffset.UTC);
        JsonNode expired = json(check(later, "prod", "--format", "json"), Exit.FINDINGS);
        assertThat(expired.get("excepted")).isEmpty();
        assertThat(expired.get("findings").findValuesAsText("rule"))
                .contains("exceptions/expired", "security/read-only-root");
    }

    @Test
    void manifestsOfOthersAreHeldAgainstSchemasAndExceptions() throws IOException {
        Path tree = ROOT.resolve("generator/src/test/resources/cases/exceptions/tree.yaml");
        Files.copy(tree, root.resolve("tree.yaml"));
        edit("tree.yaml", "spec:\n  selector", "spec:\n  colour: green\n  selector");
        write(
                "other.yaml",
                "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x, namespace: shop}\n");
        write(
                "accepted.yaml",
                """
                exceptions:
                  - rule: security/read-only-root
                    object: Deployment/shop/web
                    reason: both write
                    expires: 2027-01-31
                """);
        CommandRun human = manifests();
        assertThat(human.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(human.out())
                .contains("unknown property 'colour'")
                .doesNotContain("read-only-root")
                .contains("no schema is pinned for example.com/v1 Thing (1)")
                .contains("(1 without a schema): 1 error, 0 warnings, 2 excepted");
        JsonNode sarif = MAPPER.readTree(manifests("--format", "sarif").out()).at("/runs/0");
        assertThat(sarif.get("results"))
                .filteredOn(each -> each.has("suppressions"))
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(each.at("/suppressions/0/justification").asText())
                                .contains("both write"));
        assertThat(sarif.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
                .contains("example.com/v1 Thing");
    }

    @Test
    void anExceptionsFileThatIsNotThereOrForNothingIsWrongUse() {
        CommandRun none =
                check("--manifests", "ROOT/gitops/dev", "--exceptions", "ROOT/nowhere.yaml");
        assertThat(none.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(none.err()).contains("does not exist").hasLineCount(1);
        CommandRun useless = check("--exceptions", "ROOT/environments/base.yaml");
        assertThat(useless.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(useless.err()).contains("--exceptions is for --manifests").hasLineCount(1);
    }

    private CommandRun manifests(String... more) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--exceptions", "ROOT/accepted.yaml"));
        words.addAll(List.of("--manifests", "ROOT/tree.yaml", "ROOT/other.yaml"));
        words.addAll(List.of(more));
        return check(words.toArray(String[]::new));
    }

    private CommandRun check(String... words) {
        return check(NOW, words);
    }

    private CommandRun check(Clock clock, String... words) {
        List<String> command = new ArrayList<>(List.of("check"));
        command.addAll(List.of(words));
        command.addAll(List.of("--root", "ROOT"));
        return CommandRun.of(clock, root, command);
    }

    private static JsonNode json(CommandRun run, int exit) throws IOException {
        assertThat(run.exit()).as(run.text()).isEqualTo(exit);
        return MAPPER.readTree(run.out());
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(root.resolve(file));
        assertThat(text).contains(from);
        write(file, text.replace(from, to));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }
}
