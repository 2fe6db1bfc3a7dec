package dev.larry.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.JudgedTree;
import dev.larry.check.ManifestRules;
import dev.larry.check.exceptions.Exempted;
import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.check.rule.Rule;
import dev.larry.diff.object.ObjectChange;
import dev.larry.diff.object.ObjectChanges;
import dev.larry.diff.object.Trees;
import dev.larry.diff.object.UnreadableTreeException;
import dev.larry.diff.reach.ImageChange;
import dev.larry.diff.reach.NetworkReach;
import dev.larry.diff.reach.RbacReach;
import dev.larry.diff.reach.SecretNeed;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.load.ExceptionsReader;
import dev.larry.load.LoadedExceptions;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Source;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * No input makes a reader or a rule fail, hang or eat the memory. Each property runs a thousand
 * times in every build, and fifty thousand times with {@code -Pfuzz}.
 */
final class AnyInputAnywhereTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Outside WHOLE = Outside.declared(Map.of(), Set.of("shop"));
    private static final AnyText MANIFESTS = new AnyText(manifests());
    private static final AnyText ENVIRONMENTS =
            new AnyText(
                    Stream.of("dev", "staging", "prod")
                            .map(each -> read(ROOT.resolve("environments/" + each + ".yaml")))
                            .toList());

    private static final AnyText EXCEPTIONS =
            new AnyText(
                    List.of(
                            """
                            exceptions:
                              - rule: security/image-tag
                                object: Deployment/shop/web
                                container: web
                                reason: the registry keeps no other
                                expires: 2030-01-31
                              - rule: reliability/resources
                                object: Job/shop/load
                                reason: it runs once
                                expires: 1969-12-31
                            """));

    @Property(edgeCases = EdgeCasesMode.NONE)
    void manifestsOfAnybody(@ForAll("seeds") long seed) {
        byte[] bytes = MANIFESTS.of(seed);
        Watch.over(() -> judged(bytes, seed, Outside.UNKNOWN));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void manifestsOfAWholeTree(@ForAll("seeds") long seed) {
        byte[] bytes = MANIFESTS.of(seed);
        Watch.over(() -> judged(bytes, seed + 1, WHOLE));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void exceptions(@ForAll("seeds") long seed) throws IOException {
        Path directory = Files.createTempDirectory("larry");
        Path file = Files.write(directory.resolve("any.yaml"), EXCEPTIONS.of(seed));
        try {
            Watch.over(() -> {
                LoadedExceptions loaded = ExceptionsReader.of(file);
                hold(loaded.findings());
                ManifestReader reader = new ManifestReader();
                reader.add("other.yaml", MANIFESTS.of(seed));
                ManifestSet tree = reader.set(Outside.UNKNOWN);
                Exempted exempted =
                        Exempted.of(
                                ManifestRules.judge(tree),
                                tree,
                                loaded.exceptions(),
                                path ->
                                        loaded.sources()
                                                .map(all -> all.of(path))
                                                .orElse(Source.ofFile("any.yaml")),
                                JudgedTree.RULES,
                                LocalDate.EPOCH);
                hold(exempted.findings());
            });
        } finally {
            Files.delete(file);
            Files.delete(directory);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void environments(@ForAll("seeds") long seed) throws IOException {
        byte[] bytes = ENVIRONMENTS.of(seed);
        Path root = Files.createTempDirectory("larry");
        Path directory = Files.createDirectory(root.resolve("environments"));
        Path file = Files.write(directory.resolve("any.yaml"), bytes);
        try {
            Watch.over(() -> {
                Environment environment = new EnvironmentReader(root).read("any");
                hold(environment.findings());
                environment
                        .fleet()
                        .ifPresent(fleet ->
                                hold(
                                        FleetChecks.of(
                                                fleet, environment.sources().orElseThrow()::of)));
            });
        } finally {
            Files.delete(file);
            Files.delete(directory);
            Files.delete(root);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void twoRevisions(@ForAll("seeds") long seed) {
        byte[] before = MANIFESTS.of(seed);
        byte[] after = MANIFESTS.of(new Random(seed).nextInt(3) == 0 ? seed : seed + 1);
        Watch.over(() -> {
            TreeMap<String, byte[]> base = new TreeMap<>(Map.of("run/a.yaml", before));
            TreeMap<String, byte[]> head = new TreeMap<>(Map.of("run/a.yaml", after));
            try {
                Trees trees = Trees.of(base, head);
                List<ObjectChange> changes = ObjectChanges.between(trees);
                assertThat(ImageChange.of(trees, changes)).doesNotContainNull();
                assertThat(SecretNeed.added(trees)).doesNotContainNull();
                assertThat(NetworkReach.widened(trees)).doesNotContainNull();
                assertThat(RbacReach.widened(trees, name -> name)).doesNotContainNull();
            } catch (UnreadableTreeException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }

    /** All alike, where jqwik would take small ones again and again. */
    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }

    private static void judged(byte[] bytes, long seed, Outside outside) {
        ManifestReader reader = new ManifestReader();
        reader.add("any.yaml", bytes);
        reader.add("other.yaml", MANIFESTS.of(seed));
        ManifestSet tree = reader.set(outside);
        hold(ManifestRules.judge(tree));
    }

    private static void hold(Findings findings) {
        for (Finding finding : findings) {
            assertThat(finding.found()).isNotBlank();
            assertThat(finding.toString()).doesNotContain("\n");
        }
    }

    /** The examples of all rules, which have every kind and every field that is judged. */
    private static List<String> manifests() {
        List<String> texts = new ArrayList<>();
        for (Rule rule : ManifestRules.ALL) {
            if (!rule.commands()) {
                texts.add(rule.good());
            }
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve("gitops/dev"))) {
            files.filter(each -> each.toString().endsWith(".yaml"))
                    .map(each -> read(each))
                    .forEach(texts::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
