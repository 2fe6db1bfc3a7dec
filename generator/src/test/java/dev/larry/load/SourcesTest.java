package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Source;
import dev.larry.model.Tokens;
import dev.larry.model.Worker;
import dev.larry.testing.FleetYaml;
import dev.larry.testing.Fleets;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every value's place is where somebody would change it. */
final class SourcesTest {
    private static final Path CASE =
            Expected.root().resolve("generator/src/test/resources/cases/sources");
    private static final Pattern MARKED = Pattern.compile(".*# @(?<path>.*)");

    /** Each line of the case that says {@code # @path} holds the value of that path. */
    @ParameterizedTest
    @ValueSource(strings = {"lower", "upper"})
    void aPlaceLeadsThroughExtendsDefaultsAndAliases(String file) throws IOException {
        Environment environment = new EnvironmentReader(CASE).read("upper");
        assertThat(environment.findings().all()).isEmpty();
        List<String> lines = Files.readAllLines(CASE.resolve("environments/" + file + ".yaml"));
        int marks = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = MARKED.matcher(lines.get(i));
            if (line.matches()) {
                Source source = environment.sources().orElseThrow().of(line.group("path"));
                assertThat(source.file() + ":" + source.line() + " " + source.path())
                        .isEqualTo("environments/%s.yaml:%d %s", file, i + 1, line.group("path"));
                assertThat(lines.get(i).substring(0, source.column() - 1)).matches(".*(: |- )");
                marks++;
            }
        }
        assertThat(marks).isPositive();
    }

    @Property(tries = 50)
    void theLineOfAPlaceHoldsTheValue(@ForAll("fleets") Fleet fleet) throws IOException {
        Path root = Files.createTempDirectory("larry");
        try {
            Path file = root.resolve("environments").resolve(fleet.environment() + ".yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, FleetYaml.text(fleet));
            Sources sources =
                    new EnvironmentReader(root).read(fleet.environment()).sources().orElseThrow();
            List<String> lines = Files.readAllLines(file);
            for (Larry larry : fleet.larrys()) {
                for (Worker worker : larry.workers()) {
                    Source at =
                            sources.of(
                                    "larrys["
                                            + larry.name()
                                            + "].workers["
                                            + worker.name()
                                            + "].task.id");
                    assertThat(lines.get(at.line() - 1).substring(at.column() - 1))
                            .isEqualTo("\"" + worker.task().id() + "\"");
                }
            }
        } finally {
            delete(root);
        }
    }

    @Property(tries = 20)
    void movingBlocksOfARealFileChangesNeitherFleetNorAssumptions(@ForAll long seed)
            throws IOException {
        Environment before = new EnvironmentReader(Expected.root()).read("prod");
        Path root = Files.createTempDirectory("larry");
        try {
            Files.createDirectories(root.resolve("environments"));
            for (String name : List.of("base", "prod")) {
                String text =
                        Files.readString(Expected.root().resolve("environments/" + name + ".yaml"));
                Files.writeString(
                        root.resolve("environments/" + name + ".yaml"),
                        moved(text, new Random(seed)));
            }
            Environment after = new EnvironmentReader(root).read("prod");
            assertThat(after.findings()).isEqualTo(before.findings());
            assertThat(after.fleet()).isEqualTo(before.fleet()).isPresent();
            assertThat(new HashSet<>(after.assumptions()))
                    .isEqualTo(new HashSet<>(before.assumptions()));
            assertThat(after.assumptions()).hasSameSizeAs(before.assumptions()).isNotEmpty();
        } finally {
            delete(root);
        }
    }

    @Property(tries = 20)
    void renumberingLinesMovesPlacesAlong(@ForAll("fleets") Fleet fleet, @ForAll long seed)
            throws IOException {
        Path root = Files.createTempDirectory("larry");
        try {
            Path file = root.resolve("environments").resolve(fleet.environment() + ".yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, FleetYaml.shuffled(fleet, new Random(seed)));
            Sources sources =
                    new EnvironmentReader(root).read(fleet.environment()).sources().orElseThrow();
            Source at = sources.of("budget.total");
            Tokens total = fleet.budget().total();
            assertThat(Files.readAllLines(file).get(at.line() - 1).strip())
                    .isEqualTo("\"total\": " + total.value());
        } finally {
            delete(root);
        }
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }

    /** The same file with its top-level blocks in another order and lines of comment between. */
    private static String moved(String text, Random random) {
        List<String> blocks =
                Stream.of(text.split("\n(?=[a-zA-Z])"))
                        .map(block -> block + (block.endsWith("\n") ? "" : "\n"))
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(blocks, random);
        return String.join(random.nextBoolean() ? "\n\n" : "# moved\n\n", blocks);
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
