package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.ManifestRules;
import dev.larry.model.Finding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other people's repositories taught: each case is a tree, {@code tree/}, and all that is said
 * of it, {@code found.txt}. A line too much is a false alarm.
 */
final class OthersTreesTest {
    private static final Path CASES =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/others");

    static List<String> cases() {
        try (Stream<Path> all = Files.list(CASES)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysOfATreeWhatAPersonWould(String name) throws IOException {
        Path tree = CASES.resolve(name).resolve("tree");
        ManifestSet read = ManifestFiles.read(List.of(tree), Outside.UNKNOWN);
        String text =
                read.objects().size()
                        + " objects\n"
                        + ManifestRules.judge(read).all().stream()
                                .map(each -> line(tree, each))
                                .collect(Collectors.joining());
        Path expected = CASES.resolve(name).resolve("found.txt");
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected));
    }

    private static String line(Path tree, Finding finding) {
        return tree.relativize(Path.of(finding.source().file()))
                + ":"
                + finding.source().line()
                + " "
                + finding.severity()
                + " "
                + finding.rule()
                + " "
                + finding.found().replace(tree + "/", "")
                + "\n";
    }
}
