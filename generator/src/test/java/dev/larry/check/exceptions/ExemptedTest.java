package dev.larry.check.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.JudgedTree;
import dev.larry.check.ManifestRules;
import dev.larry.check.OneEdit;
import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.check.rule.Rule;
import dev.larry.load.ExceptionsReader;
import dev.larry.load.LoadedExceptions;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** An exception takes away exactly the findings it is for, and one that is for nothing is named. */
final class ExemptedTest {
    private static final Path TREE =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/exceptions/tree.yaml");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    @TempDir private Path directory;

    static List<Rule> rules() {
        return ExceptionRules.ALL;
    }

    @Test
    void theTreeHasTheFindingsThatTheCasesAccept() throws IOException {
        Exempted nothing = judge("exceptions: []\n");
        assertThat(nothing.excepted()).isEmpty();
        assertThat(nothing.findings().all())
                .extracting(Finding::rule)
                .containsExactly("security/read-only-root", "security/read-only-root");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleBreaksTheRuleAndTakesNothingAway(Rule rule) throws IOException {
        Exempted judged = judge(rule.bad());
        assertThat(judged.excepted()).isEmpty();
        assertThat(judged.findings().all())
                .hasSize(3)
                .filteredOn(each -> each.rule().equals(rule.id()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.source().file()).endsWith("case.yaml");
                    assertThat(each.source().line()).isPositive();
                });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theGoodExampleTakesAwayItsFindingAlone(Rule rule) throws IOException {
        assertThat(OneEdit.leads(rule.bad(), rule.good())).as("one edit").isTrue();
        Exempted judged = judge(rule.good());
        assertThat(judged.excepted())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.finding().source().path()).contains("containers[web]"));
        assertThat(judged.findings().all())
                .singleElement()
                .satisfies(each -> assertThat(each.source().path()).contains("containers[log]"));
    }

    @Test
    void withoutAContainerItHoldsForAllOfTheObject() throws IOException {
        Exempted judged =
                judge(
                        """
                        exceptions:
                          - rule: security/read-only-root
                            object: Deployment/shop/web
                            reason: both write
                            expires: 2026-06-01
                        """);
        assertThat(judged.findings().all()).isEmpty();
        assertThat(judged.excepted()).hasSize(2);
    }

    @Test
    void theSecondOfTwoForOneFindingIsUnused() throws IOException {
        String one =
                """
                  - rule: security/read-only-root
                    object: Deployment/shop/web
                    reason: both write
                    expires: 2026-06-01
                """;
        Exempted judged = judge("exceptions:\n" + one + one);
        assertThat(judged.excepted()).hasSize(2);
        assertThat(judged.findings().all())
                .extracting(Finding::rule)
                .containsExactly("exceptions/unused");
    }

    @ParameterizedTest
    @CsvSource({
        "tokens/larry-total, Deployment/shop/web, exceptions/unknown-rule",
        "manifest/syntax, Deployment/shop/web, exceptions/unknown-rule",
        "security/read-only-root, Deployment/web, exceptions/unknown-object",
        "security/read-only-root, ConfigMap/shop/web, exceptions/unused"
    })
    void whatHoldsForNothingIsNamed(String rule, String object, String found) throws IOException {
        Exempted judged =
                judge(
                        "exceptions:\n  - {rule: %s, object: %s, reason: x y, expires: 2026-06-02}\n"
                                .formatted(rule, object));
        assertThat(judged.excepted()).isEmpty();
        assertThat(judged.findings().all()).extracting(Finding::rule).contains(found).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {rule: a/b, object: Pod/a/b, expires: 2026-01-31} | input/missing-value | no 'reason'
                    {rule: a/b, object: Pod/a/b, reason: "", expires: 2026-01-31} | input/invalid-value | ''
                    {rule: a/b, object: Pod/a/b, reason: why} | input/missing-value | no 'expires'
                    {rule: a/b, object: Pod/a/b, reason: why, expires: 2026-02-30} | input/invalid-value | '2026-02-30'
                    {rule: a/b, object: Pod/a/b, reason: why, expires: soon} | input/invalid-value | 'soon'
                    {rule: a, object: Pod/a/b, reason: why, expires: 2026-02-03} | input/invalid-value | 'a'
                    {rule: a/b, object: Pod, reason: why, expires: 2026-02-03} | input/invalid-value | 'Pod'
                    {rule: a/b, objekt: Pod/a/b, reason: why, expires: 2026-02-03} | input/unknown-key | unknown key 'objekt'
                    """)
    void aFileThatIsNotOfTheFormIsNamedWithItsPlace(String item, String rule, String found)
            throws IOException {
        LoadedExceptions loaded = load("exceptions:\n  - " + item + "\n");
        assertThat(loaded.exceptions().exceptions()).isEmpty();
        assertThat(loaded.findings().all())
                .anySatisfy(each -> {
                    assertThat(each.rule()).isEqualTo(rule);
                    assertThat(each.found()).isEqualTo(found);
                    assertThat(each.source().line()).isEqualTo(2);
                });
    }

    private LoadedExceptions load(String text) throws IOException {
        return ExceptionsReader.of(Files.writeString(directory.resolve("case.yaml"), text));
    }

    private Exempted judge(String exceptions) throws IOException {
        LoadedExceptions loaded = load(exceptions);
        assertThat(loaded.findings().all()).isEmpty();
        ManifestReader reader = new ManifestReader();
        reader.add("tree.yaml", Files.readString(TREE));
        ManifestSet tree = reader.set(Outside.UNKNOWN);
        return Exempted.of(
                ManifestRules.judge(tree),
                tree,
                loaded.exceptions(),
                path -> loaded.sources().map(all -> all.of(path)).orElse(Source.ofFile("")),
                JudgedTree.RULES,
                TODAY);
    }
}
