package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.ManifestRules;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trees of several objects, and all that is found in them. */
final class TreeCasesTest {
    private static final Path CASES =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/trees");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allIsFoundAndNothingElse(String folder) throws IOException {
        ManifestReader reader = new ManifestReader();
        reader.add("input.yaml", Files.readString(CASES.resolve(folder).resolve("input.yaml")));
        String found =
                ManifestRules.judge(reader.set(Outside.UNKNOWN)).all().stream()
                        .map(each -> each + "\n")
                        .collect(Collectors.joining());
        Path expected = CASES.resolve(folder).resolve("expected.txt");
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
    }
}
