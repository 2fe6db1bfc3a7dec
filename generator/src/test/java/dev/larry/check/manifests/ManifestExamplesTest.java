package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.ManifestRules;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What larry explain shows of the rules for manifests is what they judge. */
final class ManifestExamplesTest {
    /** What no file of text can show. */
    private static final Set<String> BYTES = Set.of("manifest/unreadable", "manifest/size-limit");

    private static final Outside WHOLE = Outside.declared(Map.of(), Set.of());

    static Stream<Rule> rules() {
        return ManifestRules.ALL.stream().filter(rule -> !BYTES.contains(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleBreaksTheRule(Rule rule) {
        List<Finding> found =
                Stream.of(Outside.UNKNOWN, WHOLE)
                        .flatMap(outside -> judge(rule, "bad", rule.bad(), outside).stream())
                        .toList();
        assertThat(found).extracting(Finding::rule).contains(rule.id());
        assertThat(found).allSatisfy(each -> assertThat(each.source().line()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theGoodExampleDoesNot(Rule rule) {
        assertThat(judge(rule, "good", rule.good(), Outside.UNKNOWN))
                .extracting(Finding::rule)
                .doesNotContain(rule.id());
    }

    @Test
    void bytesThatAreNoTextAndFilesThatAreNoManifestsAreNamed() {
        ManifestReader reader = new ManifestReader();
        reader.add("latin-1.yaml", new byte[] {'a', ':', ' ', (byte) 0xE9});
        reader.add("dump.yaml", new byte[33 * 1024 * 1024]);
        assertThat(reader.set(Outside.UNKNOWN).problems())
                .extracting(Finding::rule)
                .containsExactly("manifest/unreadable", "manifest/size-limit");
    }

    private static List<Finding> judge(Rule rule, String which, String text, Outside outside) {
        ManifestReader reader = new ManifestReader();
        reader.add(rule.id() + "/" + which + ".yaml", text);
        return ManifestRules.judge(reader.set(outside)).all();
    }
}
