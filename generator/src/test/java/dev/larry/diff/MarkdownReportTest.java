package dev.larry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.larry.diff.object.Effect;
import dev.larry.diff.object.FieldChange;
import dev.larry.diff.object.Identity;
import dev.larry.diff.object.ObjectChange;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The page holds what matters, whatever the change. */
final class MarkdownReportTest {
    @Test
    void aHugeChangeStaysBelowTheLimitAndSaysWhatMattersFirst() {
        List<ObjectChange> objects =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> change("object-" + i, "field", "value " + i))
                        .toList();
        String text = MarkdownReport.of(report(objects, List.of("somebody may do more")));
        assertThat(text.length())
                .isLessThanOrEqualTo(MarkdownReport.MOST)
                .isGreaterThan(MarkdownReport.MOST * 9 / 10);
        assertThat(text).contains("- somebody may do more").contains("have no room on this page");
        assertThat(text.lines().filter(line -> line.startsWith("|")))
                .allMatch(line -> line.endsWith("|"));
    }

    @Test
    void namesFromManifestsAreNeverMarkdown() {
        String evil = "a`|b\n## c <img> @all \u202e";
        String text = MarkdownReport.of(report(List.of(change(evil, evil, evil)), List.of(evil)));
        assertThat(text.lines().filter(line -> line.startsWith("## c"))).isEmpty();
        assertThat(text)
                .doesNotContain("\u202e")
                .contains("`ConfigMap shop/a'\\|b⏎## c <img> @all ·`");
        assertThat(text).contains("- a'\\|b \\#\\# c &lt;img> &#64;all");
    }

    private static ChangeReport report(List<ObjectChange> objects, List<String> rights) {
        return new ChangeReport(
                "main",
                "work tree",
                List.of(),
                List.of(
                        new EnvironmentChange(
                                "prod", "changed", List.of(), List.of(), List.of(), rights,
                                List.of(), List.of(), List.of(), objects, List.of())));
    }

    private static ObjectChange change(String name, String path, String value) {
        return new ObjectChange(
                Effect.IN_PLACE,
                new Identity("", "ConfigMap", "shop", name),
                Optional.empty(),
                "run/a.yaml",
                List.of(new FieldChange(path, null, TextNode.valueOf(value))),
                List.of(),
                false);
    }
}
