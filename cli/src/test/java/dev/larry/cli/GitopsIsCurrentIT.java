package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.gitops.GitopsTree;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What lies in gitops/ is what is rendered, and nothing else. After the package phase, which
 * renders: before it, whoever changes a renderer could not build.
 */
final class GitopsIsCurrentIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    @Test
    void every_environments_tree_is_its_rendering() throws Exception {
        EnvironmentReader reader = new EnvironmentReader(ROOT);
        assertThat(reader.names()).containsExactly("dev", "local", "prod", "staging");
        for (String name : reader.names()) {
            Environment environment = reader.read(name);
            GitopsTree tree = GitopsTree.at(ROOT.resolve("gitops"), name);
            assertThat(tree.drift(FleetFiles.of(environment)).all()).as(name).isEmpty();
        }
    }

    @Test
    void nothing_else_lies_beside_the_trees() throws Exception {
        try (Stream<Path> files = Files.list(ROOT.resolve("gitops"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.endsWith(".lock"))
                            .sorted()
                            .toList();
            assertThat(names).containsExactlyElementsOf(new EnvironmentReader(ROOT).names());
        }
    }
}
