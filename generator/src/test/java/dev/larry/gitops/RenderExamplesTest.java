package dev.larry.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.Rules;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Examples of what renderers must not do: lines of "rendered PATH IDENTITY". */
final class RenderExamplesTest {
    @TempDir private Path root;

    static Stream<Rule> rules() {
        return Rules.ALL.stream().filter(rule -> rule.group().equals("render"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleBreaksTheRuleAloneAndTheGoodOneNone(Rule rule) throws Exception {
        assertThat(conflicts(rule.bad())).extracting(Finding::rule).containsOnly(rule.id());
        assertThat(conflicts(rule.good())).isEmpty();
    }

    private List<Finding> conflicts(String example) throws Exception {
        List<RenderedFile> files =
                example.lines()
                        .map(line -> line.split(" ", 3))
                        .map(words ->
                                new RenderedFile(words[1], new byte[0], "run", words[2], "larrys"))
                        .toList();
        return GitopsTree.at(root, "case").conflicts(files, java.util.Set.of()).all();
    }
}
