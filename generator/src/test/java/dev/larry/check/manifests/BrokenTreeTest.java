package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.DeclaredOutside;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Finding;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rendered tree of prod, broken in one place at a time: each break is found by its rule. */
final class BrokenTreeTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Map<String, String> TREE = new TreeMap<>();
    private static ParsedTree parsed = ParsedTree.of(Map.of(), Outside.UNKNOWN);

    @BeforeAll
    static void read() throws IOException {
        Outside outside =
                DeclaredOutside.of(new EnvironmentReader(ROOT).read("prod").fleet().orElseThrow());
        try (Stream<Path> files = Files.walk(ROOT.resolve("gitops/prod"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                TREE.put(ROOT.relativize(file).toString(), Files.readString(file));
            }
        }
        parsed = ParsedTree.of(TREE, outside);
    }

    static List<Break> breaks() {
        return Breaks.all();
    }

    static List<Break> harmless() {
        return Breaks.harmless();
    }

    @Test
    void theTreeAsItIsHasNoFinding() {
        assertThat(parsed.judge()).isEmpty();
    }

    @Test
    void thereAreEnoughBreaksAndNoneTwice() {
        assertThat(breaks()).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
        assertThat(harmless()).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBreakIsFoundByTheRuleMeantForIt(Break broken) {
        assertThat(judge(broken)).extracting(Finding::rule).contains(broken.rule());
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void aHarmlessVariationIsNoFinding(Break variation) {
        assertThat(judge(variation)).isEmpty();
    }

    private static List<Finding> judge(Break edit) {
        return parsed.with(edit.path(TREE), edit.in(TREE)).judge();
    }
}
