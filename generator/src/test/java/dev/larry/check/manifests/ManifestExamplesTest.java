package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.ManifestRules;
import dev.larry.check.OneEdit;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What larry explain shows of the rules for manifests is what they judge: the bad example has that
 * rule's finding and no other, and its remedy, which leads to the good one, leaves none.
 */
final class ManifestExamplesTest {
    private static final Path CASES =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/rules");

    /** What no file of text can show. */
    private static final Set<String> BYTES = Set.of("manifest/unreadable", "manifest/size-limit");

    /** Rules of whole trees only: their examples are judged with {@code around.yaml}. */
    private static final Set<String> WHOLE =
            Set.of(
                    "argo/automated",
                    "argo/canonical-quantity",
                    "argo/job-hook",
                    "argo/job-last",
                    "argo/job-policy",
                    "argo/job-suspended",
                    "argo/prune-guard",
                    "argo/prune-last",
                    "argo/revision",
                    "argo/skip-dry-run",
                    "argo/sync-window",
                    "refs/monitor-release",
                    "refs/namespace",
                    "refs/unused-claim",
                    "refs/unused-role",
                    "reliability/job-deadline",
                    "security/namespace-level");

    private static final Outside DECLARED = Outside.declared(Map.of(), Set.of("argocd"));

    /** A document may begin with the path of its file. */
    private static final Pattern PATH = Pattern.compile("# (\\S+\\.yaml)\n");

    static Stream<Rule> rules() {
        return ManifestRules.ALL.stream().filter(rule -> !BYTES.contains(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleBreaksTheRuleAndNoOther(Rule rule) throws IOException {
        List<Finding> found = judge(rule, "bad", rule.bad());
        assertThat(found).extracting(Finding::rule).containsOnly(rule.id());
        assertThat(found).allSatisfy(each -> assertThat(each.source().line()).isPositive());
        String said = found.stream().map(each -> each + "\n").collect(Collectors.joining());
        Path expected = CASES.resolve(rule.id()).resolve("expected.txt");
        if (System.getProperty("recreate") != null) {
            Files.createDirectories(Objects.requireNonNull(expected.getParent()));
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsRemedyLeavesNoFinding(Rule rule) throws IOException {
        assertThat(judge(rule, "good", rule.good())).isEmpty();
        if (!OneEdit.NOT.containsKey(rule.id())) {
            assertThat(OneEdit.leads(rule.bad(), rule.good())).as("one edit").isTrue();
        }
    }

    @Test
    void whatLiesAroundTheExamplesIsFaultless() throws IOException {
        ManifestReader reader = new ManifestReader();
        around(reader);
        assertThat(ManifestRules.judge(reader.set(DECLARED)).all()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAndFilesThatAreNoManifestsAreNamed() {
        assertThat(problems("latin-1.yaml", "a: é".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("manifest/unreadable");
        assertThat(problems("dump.yaml", new byte[33 * 1024 * 1024]))
                .containsExactly("manifest/size-limit");
    }

    @Test
    void theSameInUtf8AndSplitIsNot() {
        String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: é}}";
        assertThat(problems("utf-8.yaml", map.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(
                        problems(
                                "part.yaml",
                                "#\n".repeat(8 * 1024 * 1024).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static List<String> problems(String file, byte[] bytes) {
        ManifestReader reader = new ManifestReader();
        reader.add(file, bytes);
        return reader.set(Outside.UNKNOWN).problems().stream().map(Finding::rule).toList();
    }

    private static List<Finding> judge(Rule rule, String which, String text) throws IOException {
        ManifestReader reader = new ManifestReader();
        boolean whole = WHOLE.contains(rule.id());
        if (whole) {
            around(reader);
        }
        if (PATH.matcher(text).lookingAt()) {
            for (String document : text.split("(?m)^---\n")) {
                Matcher path = PATH.matcher(document);
                assertThat(path.lookingAt()).as(document).isTrue();
                reader.add(path.group(1), document);
            }
        } else {
            reader.add(rule.id() + "/" + which + ".yaml", text);
        }
        return ManifestRules.judge(reader.set(whole ? DECLARED : Outside.UNKNOWN)).all();
    }

    private static void around(ManifestReader reader) throws IOException {
        reader.add("around.yaml", Files.readString(CASES.resolve("around.yaml")));
    }
}
