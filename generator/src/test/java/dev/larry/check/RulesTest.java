package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.exceptions.ExceptionRules;
import dev.larry.check.report.Catalogue;
import dev.larry.check.rule.Rule;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every id that code says is a rule, every rule has its cases, and the catalogue is current. */
final class RulesTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    /**
     * Rules whose bad and good inputs are bytes, commands or objects in memory, and their tests.
     */
    private static final Map<String, String> JUDGED_ELSEWHERE = elsewhere();

    private static Map<String, String> elsewhere() {
        Map<String, String> tests = new TreeMap<>();
        tests.put("manifest/unreadable", "ManifestExamplesTest");
        tests.put("manifest/size-limit", "ManifestExamplesTest");
        tests.put("schema/kubeconform", "KubeconformIT");
        tests.put("render/duplicate-object", "GitopsTreeTest");
        tests.put("render/path-clash", "GitopsTreeTest");
        ExceptionRules.ALL.forEach(rule -> tests.put(rule.id(), "ExemptedTest"));
        Rules.ALL.stream()
                .filter(rule -> rule.commands() && !rule.group().equals("render"))
                .forEach(rule -> tests.put(rule.id(), "ExamplesIT"));
        return tests;
    }

    @Test
    void theCatalogueIsCurrent() throws IOException {
        Path page = ROOT.resolve("docs/checks.md");
        String text = Catalogue.page(Rules.ALL);
        if (System.getProperty("recreate") != null) {
            Files.writeString(page, text);
        }
        assertThat(text)
                .as(
                        "docs/checks.md; if the change is meant: mvn -pl generator -am test"
                                + " -Dtest=RulesTest -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Drecreate")
                .isEqualTo(Files.readString(page));
    }

    @Test
    void everyIdInTheCodeIsARule() throws IOException {
        Set<String> groups = new TreeSet<>();
        Rules.ALL.forEach(rule -> groups.add(rule.group()));
        Pattern id = Pattern.compile("\"((" + String.join("|", groups) + ")/[a-z0-9-]+)\"");
        List<String> said = new ArrayList<>();
        for (String module : List.of("model", "generator", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    Matcher matcher = id.matcher(Files.readString(file));
                    while (matcher.find()) {
                        said.add(matcher.group(1));
                    }
                }
            }
        }
        assertThat(said).isNotEmpty().isSubsetOf(Rules.ALL.stream().map(Rule::id).toList());
    }

    /** A case is a folder with a bad and a good input, and with what is found in the bad one. */
    @Test
    void everyRuleHasACaseAndSomethingThatJudgesIt() {
        Path cases = ROOT.resolve("generator/src/test/resources/cases/rules");
        assertThat(Rules.ALL.stream().map(Rule::id))
                .allSatisfy(id ->
                        assertThat(
                                        JUDGED_ELSEWHERE.containsKey(id)
                                                || Files.isRegularFile(
                                                        cases.resolve(id).resolve("expected.txt")))
                                .as(id)
                                .isTrue());
        Set<String> judged = new TreeSet<>(JUDGED_ELSEWHERE.keySet());
        ExamplesTest.environmentRules().forEach(judged::add);
        ManifestRules.ALL.forEach(rule -> judged.add(rule.id()));
        assertThat(judged).containsExactlyElementsOf(Rules.ALL.stream().map(Rule::id).toList());
    }

    @Test
    void whatNoSingleEditPutsRightIsARule() {
        assertThat(Rules.ALL.stream().map(Rule::id)).containsAll(OneEdit.NOT.keySet());
    }

    @Test
    void everyRuleHasBothExamples() {
        assertThat(Rules.ALL)
                .allSatisfy(rule -> {
                    assertThat(rule.good()).isNotBlank();
                    assertThat(rule.bad()).isNotBlank().isNotEqualTo(rule.good());
                });
        assertThat(Rules.ALL.stream().map(Rule::id)).doesNotHaveDuplicates();
    }
}
