package dev.larry.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A Larry more is some lines at the end of an environment file, and nothing to the others. */
final class FourthLarryTest {
    private static final Path CASE =
            RenderedTree.ROOT.resolve("generator/src/test/resources/cases/tree/fourth-larry");

    @TempDir private Path root;

    private static final Map<String, String> TOTALS =
            Map.of(
                    "  total: 478k\n", "  total: 518k\n",
                    "  requests: { cpu: 24, memory: 48Gi }\n",
                            "  requests: { cpu: 28, memory: 56Gi }\n",
                    "  limits: { cpu: 48, memory: 96Gi }\n",
                            "  limits: { cpu: 56, memory: 112Gi }\n");

    @Test
    void a_larry_more_changes_no_file_of_the_others() throws IOException {
        String added = Files.readString(CASE.resolve("added.yaml"));
        assertThat(added.lines().count() + TOTALS.size()).isLessThanOrEqualTo(40);
        Workspaces.copy(root);
        RenderedTree before = RenderedTree.of(root, "prod");
        Path file = root.resolve("environments/prod.yaml");
        String text = Files.readString(file);
        for (Map.Entry<String, String> total : TOTALS.entrySet()) {
            assertThat(text).containsOnlyOnce(total.getKey());
            text = text.replace(total.getKey(), total.getValue());
        }
        Files.writeString(file, text + added);
        RenderedTree after = RenderedTree.of(root, "prod");
        assertThat(after.texts().get("PLAN.md")).doesNotContain("differs");

        Set<String> removed = new TreeSet<>(before.texts().keySet());
        removed.removeAll(after.texts().keySet());
        assertThat(removed).isEmpty();
        assertThat(changed(before, after))
                .isEqualTo(Files.readAllLines(CASE.resolve("changed.txt")))
                .noneMatch(path -> path.matches(".*larry-0[123].*"));
        Set<String> created = new TreeSet<>(after.texts().keySet());
        created.removeAll(before.texts().keySet());
        assertThat(created).isNotEmpty().allMatch(path -> path.contains("larry-04"));
        assertThat(TreeChecks.problems(after)).isEmpty();
    }

    private static List<String> changed(RenderedTree before, RenderedTree after) {
        return before.texts().keySet().stream()
                .filter(after.texts()::containsKey)
                .filter(path -> !Objects.equals(before.texts().get(path), after.texts().get(path)))
                .toList();
    }
}
