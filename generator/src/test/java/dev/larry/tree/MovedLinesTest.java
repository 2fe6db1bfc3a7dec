package dev.larry.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.model.Assumption;
import dev.larry.model.Fleet;
import dev.larry.testing.FleetYaml;
import dev.larry.testing.Fleets;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is rendered depends on values alone: not on where they stand, nor on who renders. */
final class MovedLinesTest {
    private static final List<String> ENVIRONMENTS = List.of("prod", "staging", "dev");

    @Example
    void comments_and_blank_lines_change_nothing() throws IOException {
        assertSame(text -> text.replaceAll("(?m)^(?= *(- )?[A-Za-z_]+:)", "\n# a comment\n\n"));
        assertSame(text -> text.replaceAll("(?m)^(?=[a-z])", "\n".repeat(30)));
        assertSame(text -> text.replace(":\n", ":  \n"));
    }

    @Example
    void sections_in_another_order_change_nothing() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            assertSame(text -> Rewritten.sections(text, random));
        }
    }

    @Example
    void another_style_and_order_of_keys_change_nothing() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            assertSame(text -> Rewritten.style(text, random));
        }
    }

    /** Nodes, and what a Larry's workers may do, are sets to the cluster. */
    @Example
    void another_order_of_nodes_changes_no_manifest() throws IOException {
        for (String name : ENVIRONMENTS) {
            assertThat(changedBy(name, "cluster", "nodes")).allMatch(path -> path.endsWith(".md"));
        }
    }

    /** Larrys are listed in the author's order wherever people or agents read of all of them. */
    @Example
    void another_order_of_larrys_changes_nothing_of_theirs() throws IOException {
        assertThat(changedBy("prod", "larrys"))
                .isNotEmpty()
                .allMatch(path -> path.endsWith(".md") || path.contains("/larry-system/"));
    }

    /** So are the workers in what their coordinator reads; each worker's own files stay. */
    @Example
    void another_order_of_workers_changes_no_job() throws IOException {
        assertThat(changedBy("prod", "larrys", "workers"))
                .isNotEmpty()
                .noneMatch(path -> path.contains("/job-") || path.contains("worker-"));
    }

    private static List<String> changedBy(String name, String... keys) throws IOException {
        Map<String, String> before = RenderedTree.of(RenderedTree.ROOT, name).texts();
        Environment environment =
                rewrittenEnvironment(name, text -> Rewritten.backwards(text, List.of(keys)));
        Map<String, String> after = RenderedTree.of(environment).texts();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        return before.keySet().stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .toList();
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void a_random_fleets_lines_may_move(@ForAll("fleets") Fleet fleet, @ForAll long seed)
            throws IOException {
        Fleet moved = read(fleet, FleetYaml.shuffled(fleet, new Random(seed)));
        assertThat(texts(moved, List.of())).isEqualTo(texts(fleet, List.of()));
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void a_random_fleets_nodes_may_move(@ForAll("fleets") Fleet fleet) throws IOException {
        Fleet moved =
                read(
                        fleet,
                        Rewritten.backwards(FleetYaml.text(fleet), List.of("cluster", "nodes")));
        Map<String, String> before = texts(fleet, List.of());
        Map<String, String> after = texts(moved, List.of());
        before.keySet().removeIf(path -> path.endsWith(".md"));
        after.keySet().removeIf(path -> path.endsWith(".md"));
        assertThat(after).isEqualTo(before);
    }

    private static Fleet read(Fleet fleet, String text) throws IOException {
        Path root = Files.createTempDirectory("larry");
        try {
            Path file = root.resolve("environments/" + fleet.environment() + ".yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return RenderedTree.environment(root, fleet.environment()).fleet().orElseThrow();
        } finally {
            Workspaces.delete(root);
        }
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void another_locale_and_time_zone_change_nothing(@ForAll("fleets") Fleet fleet) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Map<String, String> here = texts(fleet, List.of());
        try {
            for (String tag : List.of("en-US", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertThat(texts(fleet, List.of())).as(tag).isEqualTo(here);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }

    /** Each file of the environments rewritten; base.yaml, too. */
    private static void assertSame(UnaryOperator<String> rewrite) throws IOException {
        for (String name : ENVIRONMENTS) {
            Environment before = RenderedTree.environment(RenderedTree.ROOT, name);
            Environment after = rewrittenEnvironment(name, rewrite);
            assertThat(after.fleet()).isEqualTo(before.fleet());
            // A comment "assumption" is a value: where the rewriting lost them, they are given
            // back.
            List<Assumption> assumptions =
                    after.assumptions().isEmpty() ? before.assumptions() : after.assumptions();
            assertThat(texts(after.fleet().orElseThrow(), assumptions))
                    .isEqualTo(texts(before.fleet().orElseThrow(), before.assumptions()));
        }
    }

    private static Environment rewrittenEnvironment(String name, UnaryOperator<String> rewrite)
            throws IOException {
        Path root = Files.createTempDirectory("larry");
        try {
            Workspaces.copy(root);
            for (String file : List.of("base", name)) {
                Path path = root.resolve("environments/" + file + ".yaml");
                String text = Files.readString(path);
                String rewritten = rewrite.apply(text);
                assertThat(rewritten).isNotEqualTo(text);
                Files.writeString(path, rewritten);
            }
            return RenderedTree.environment(root, name);
        } finally {
            Workspaces.delete(root);
        }
    }

    /** Bytes and all that the inventory says of them. */
    private static Map<String, String> texts(Fleet fleet, List<Assumption> assumptions) {
        Map<String, String> texts = new TreeMap<>();
        for (RenderedFile file : RenderedTree.files(fleet, assumptions)) {
            texts.put(
                    file.path(),
                    file.identity()
                            + " "
                            + file.origin()
                            + "\n"
                            + new String(file.bytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
