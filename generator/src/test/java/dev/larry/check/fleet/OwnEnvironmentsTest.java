package dev.larry.check.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.fit.Fit;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.load.Sources;
import dev.larry.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** This repository's environments are right, and prod is wrong once one figure of it is. */
final class OwnEnvironmentsTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    @TempDir private Path root;

    static List<String> names() throws IOException {
        return new EnvironmentReader(ROOT).names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrong(String name) {
        assertThat(said(ROOT, name)).isEmpty();
    }

    @Test
    void everyPodOfProdIsPlaced() {
        List<Fit> fits = Fit.of(new EnvironmentReader(ROOT).read("prod").fleet().orElseThrow());
        assertThat(fits).singleElement().isInstanceOf(Fit.Placed.class);
        assertThat(((Fit.Placed) fits.getFirst()).places()).hasSize(21);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    requests: { cpu: 24, memory: 48Gi } | requests: { cpu: 24, memory: 64Gi } | totals/declared | larry-01 12Gi + larry-02 12Gi + larry-03 24Gi = 48Gi, declared 64Gi
                    requests: { cpu: 24, memory: 48Gi } | requests: { cpu: 23999m, memory: 48Gi } | totals/declared | = 24, declared 23999m
                    limits: { cpu: 48, memory: 96Gi } | limits: { cpu: 48, memory: 64Gi } | totals/declared | = 96Gi, declared 64Gi
                    total: 478k | total: 477k | tokens/budget-total | larrys 403,000 + meta 50,000 + reserve 25,000 = 478,000, declared 477,000
                    tokens: 111k | tokens: 86k | tokens/larry-total | masters 75,000 + workers 36,000 = 111,000, declared 86,000; lower a worker by 25,000
                    tokens: 81k | tokens: 66k | tokens/larry-total | masters 45,000 + workers 36,000 = 81,000, declared 66,000
                    tokens: 211k | tokens: 166k | tokens/larry-total | masters 135,000 + workers 76,000 = 211,000, declared 166,000
                    window: 25m | window: 14m | timeline/phase-window | critical path consolidation 0s-15m = 15m, 1m past the window of 14m
                    window: 25m | window: 35m | timeline/run-window | larry-01 35m + convergence 10m = 45m, window 40m
                    &agent { cpu: 8, memory: 24Gi } | &agent { cpu: 4, memory: 24Gi } | totals/node | allocatable 3, short by 1
                    kubernetes: "1.36" | survives: 1 | fit/survives | without k3s-worker01 (agent): larry-01/cleanup may run on no other node
                    kubernetes: "1.36" | survives: 1; lossOf: [server] | fit/survives | without k3s-master01 (server): larry-01/coordinator may run on no other node
                    """)
    void oneWrongFigureIsFound(String right, String wrong, String rule, String says)
            throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Files.copy(ROOT.resolve("environments/base.yaml"), environments.resolve("base.yaml"));
        String prod = Files.readString(ROOT.resolve("environments/prod.yaml"));
        int at = prod.indexOf(right);
        assertThat(at).isNotNegative();
        Files.writeString(
                environments.resolve("prod.yaml"),
                prod.substring(0, at)
                        + wrong.replace("; ", "\n  ")
                        + prod.substring(at + right.length()));
        List<Finding> findings = said(root, "prod");
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.rule()).isEqualTo(rule);
                    assertThat(finding.toString()).contains(says);
                    assertThat(finding.source().line()).isPositive();
                });
    }

    private static List<Finding> said(Path root, String name) {
        Environment environment = new EnvironmentReader(root).read(name);
        assertThat(environment.findings().all()).isEmpty();
        Sources sources = environment.sources().orElseThrow();
        return FleetChecks.of(environment.fleet().orElseThrow(), sources::of).all();
    }
}
