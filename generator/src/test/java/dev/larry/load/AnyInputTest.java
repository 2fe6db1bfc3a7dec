package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;
import dev.larry.testing.FleetYaml;
import dev.larry.testing.Fleets;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;

/** No input makes the reader fail: whatever it is, it is read or a finding says why not. */
final class AnyInputTest {
    private static final String[] PIECES = {
        "a",
        ":",
        ": ",
        " ",
        "\n",
        "\n  ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!",
        "|\n",
        ">\n",
        "'",
        "\"",
        "\\",
        "#",
        " # assumption",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "~",
        "null",
        "larrys",
        "name",
        "extends",
        "base.yaml",
        "defaults",
        "<<",
        "0",
        "\u00e9",
        "\ud83d\ude80",
        "\u2028",
        "\uFEFF",
        "\u0001",
        "\\ud800",
        "on",
        "workers"
    };

    private Path root = Path.of("");

    @BeforeTry
    void directory() throws IOException {
        root = Files.createTempDirectory("larry");
        Files.createDirectories(root.resolve("environments"));
    }

    @AfterTry
    void remove() throws IOException {
        Files.deleteIfExists(root.resolve("environments/any.yaml"));
        Files.deleteIfExists(root.resolve("environments"));
        Files.deleteIfExists(root);
    }

    @Property(tries = 500)
    void anyBytes(@ForAll byte[] bytes) throws IOException {
        read(bytes);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anySoupOfYaml(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        read(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyFileWithLinesAndPiecesChanged(@ForAll("fleets") Fleet fleet, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(FleetYaml.text(fleet));
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = random.nextBoolean() ? at : Math.min(text.length(), at + random.nextInt(40));
            text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
        }
        read(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anyTreeOfValues(@ForAll("fleets") Fleet fleet, @ForAll long seed) {
        Random random = new Random(seed);
        YamlValue tree =
                YamlParser.parse(FleetYaml.text(fleet), "any.yaml", _ -> {}).orElseThrow().root();
        YamlValue changed = changed(tree, random, 1 + random.nextInt(100));
        List<Finding> findings = new ArrayList<>();
        if (changed instanceof Mapping mapping) {
            RecordBinder binder = new RecordBinder(findings::add);
            Defaults.check(mapping, binder, findings::add);
            Mapping whole = Defaults.apply(mapping);
            Optional<Fleet> bound = binder.bind(Fleet.class, whole, FileChain.OWN);
            LooseReferences.check(whole, findings::add);
            Assumptions.in(mapping, Map.of());
            DuplicateNames.find(mapping, "", findings::add);
            assertThat(bound.isPresent() || !findings.isEmpty()).isTrue();
            Overlay.merge(tree, changed);
            Overlay.merge(changed, tree);
        }
        holds(Findings.of(findings));
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }

    /** About one value in so many replaced, removed or put beside another. */
    private static YamlValue changed(YamlValue value, Random random, int oneIn) {
        if (random.nextInt(oneIn * 3) == 0) {
            return replacement(value.place(), random);
        }
        return switch (value) {
            case Scalar scalar -> scalar;
            case Sequence list -> {
                List<YamlValue> elements = new ArrayList<>();
                for (YamlValue element : list.elements()) {
                    for (int i = random.nextInt(oneIn * 3) == 0 ? random.nextInt(3) : 1;
                            i > 0;
                            i--) {
                        elements.add(changed(element, random, oneIn));
                    }
                }
                yield new Sequence(list.place(), elements);
            }
            case Mapping mapping -> {
                SequencedMap<String, Entry> entries = new LinkedHashMap<>();
                mapping.entries()
                        .forEach((key, entry) -> {
                            int chance = random.nextInt(oneIn * 6);
                            if (chance != 0) {
                                entries.put(
                                        chance == 1 ? key + "x" : key,
                                        new Entry(
                                                entry.key(),
                                                changed(entry.value(), random, oneIn)));
                            }
                        });
                yield new Mapping(mapping.place(), entries);
            }
        };
    }

    private static YamlValue replacement(Place place, Random random) {
        String[] texts = {
            "",
            "~",
            "x",
            "-1",
            "99999999999999999999999",
            "1e999999999",
            "9".repeat(70),
            "\n",
            "*",
            "0s"
        };
        return switch (random.nextInt(4)) {
            case 0 -> new Sequence(place, List.of());
            case 1 -> new Mapping(place, new LinkedHashMap<>());
            default -> new Scalar(place, texts[random.nextInt(texts.length)], random.nextBoolean());
        };
    }

    private void read(byte[] bytes) throws IOException {
        Files.write(root.resolve("environments/any.yaml"), bytes);
        Environment environment = new EnvironmentReader(root).read("any");
        holds(environment.findings());
        assertThat(environment.fleet().isPresent()).isEqualTo(!environment.findings().block());
    }

    private static void holds(Findings findings) {
        assertThat(findings.all())
                .allSatisfy(finding ->
                        assertThat(finding.toString()).hasLineCount(1).hasSizeLessThan(2_000));
    }
}
