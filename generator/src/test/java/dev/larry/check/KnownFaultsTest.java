package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.Outside;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Finding;
import dev.larry.model.Findings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The known faults of the hand-written system that this project replaces, by number; whatever of
 * them files can show, the gate names. A case is a folder: a {@code tree.yaml} of manifests, or an
 * {@code environment.yaml} that is laid over prod, and in {@code expected.txt} what is said of it.
 */
final class KnownFaultsTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path CASES = ROOT.resolve("generator/src/test/resources/cases/faults");

    /** What names each fault; 11 and 12 are the contradictions among its figures. */
    private static final SortedMap<Integer, Set<String>> NAMED_BY =
            new TreeMap<>(
                    Map.of(
                            1, Set.of("refs/monitor-service"),
                            2, Set.of("refs/service-account", "refs/unused-volume"),
                            3, Set.of("refs/claim"),
                            4,
                                    Set.of(
                                            "security/image-tag",
                                            "security/run-as-non-root",
                                            "security/allow-privilege-escalation",
                                            "reliability/no-readiness-probe",
                                            "security/rbac-secrets",
                                            "security/rbac-wildcard"),
                            5, Set.of("input/invalid-value"),
                            9, Set.of("timeline/phase-window"),
                            10, Set.of("security/secret-in-config"),
                            11, Set.of("tokens/larry-total"),
                            12, Set.of("totals/declared")));

    /** Faults of programs, which no file shows. */
    private static final Map<Integer, String> OF_PROGRAMS =
            Map.of(
                    6, "the reserve that is added again without limit: the ledger's scripts",
                    7, "events in Pub/Sub alone: the event stream",
                    8, "figures in reports that nothing measured: the report");

    @TempDir private Path root;

    static Stream<Integer> faults() {
        return NAMED_BY.keySet().stream();
    }

    @Test
    void everyFaultIsNamedOrIsAProgramsOwn() {
        assertThat(
                        IntStream.rangeClosed(1, 12)
                                .filter(fault ->
                                        NAMED_BY.containsKey(fault)
                                                == OF_PROGRAMS.containsKey(fault)))
                .isEmpty();
    }

    @Test
    void everyFolderIsACase() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            assertThat(folders.map(folder -> Integer.valueOf(number(folder))))
                    .containsExactlyInAnyOrderElementsOf(NAMED_BY.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theGateNamesIt(int fault) throws IOException {
        Set<String> rules = Objects.requireNonNull(NAMED_BY.get(fault));
        Path folder = folder(fault);
        List<Finding> named =
                judge(folder).all().stream().filter(each -> rules.contains(each.rule())).toList();
        assertThat(named).extracting(Finding::rule).containsAll(rules);
        assertThat(named).allSatisfy(each -> assertThat(each.source().line()).isPositive());
        String said = named.stream().map(each -> each + "\n").collect(Collectors.joining());
        Path expected = folder.resolve("expected.txt");
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, said);
        }
        assertThat(said)
                .as(
                        "%s; if the change is meant: mvn -pl generator -am test"
                                + " -Dtest=KnownFaultsTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate",
                        ROOT.relativize(expected))
                .isEqualTo(Files.readString(expected));
    }

    private Findings judge(Path folder) throws IOException {
        Path tree = folder.resolve("tree.yaml");
        if (Files.exists(tree)) {
            ManifestReader reader = new ManifestReader();
            reader.add("tree.yaml", Files.readString(tree));
            return ManifestRules.judge(
                    reader.set(
                            Outside.declared(
                                    Map.of(), Set.of("larry-01", "larry-02", "larry-03"))));
        }
        Path environments = Files.createDirectories(root.resolve("environments"));
        for (String file : List.of("base.yaml", "prod.yaml")) {
            Files.copy(ROOT.resolve("environments").resolve(file), environments.resolve(file));
        }
        Files.writeString(
                environments.resolve("case.yaml"),
                "extends: prod.yaml\nenvironment: case\n"
                        + Files.readString(folder.resolve("environment.yaml")));
        Environment environment = new EnvironmentReader(root).read("case");
        if (environment.fleet().isEmpty()) {
            return environment.findings();
        }
        return FleetChecks.of(
                environment.fleet().orElseThrow(), environment.sources().orElseThrow()::of);
    }

    private static Path folder(int fault) throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            Optional<Path> found =
                    folders.filter(folder -> Integer.valueOf(number(folder)) == fault).findFirst();
            return found.orElseThrow();
        }
    }

    private static String number(Path folder) {
        return folder.getFileName().toString().substring(0, 2);
    }
}
