package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.gitops.ManifestYaml;
import dev.larry.gitops.RenderedFile;
import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.testing.Fleets;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What random fleets render to is what the schemas of Kubernetes and of the CRDs ask for. */
final class RandomFleetsIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final int FLEETS = 20;

    @TempDir private Path trees;

    @BeforeAll
    static void installs() throws Exception {
        Process install =
                new ProcessBuilder(ROOT.resolve("ci/tools").toString(), "install")
                        .inheritIO()
                        .start();
        assertThat(install.waitFor()).as("ci/tools install").isZero();
    }

    @Test
    void kubeconform_finds_nothing_in_them() throws Exception {
        // Another seed each time; a failure names it, and -Dfleets.seed repeats it.
        long seed = Long.getLong("fleets.seed", new Random().nextLong());
        Random random = new Random(seed);
        AtomicInteger manifests = new AtomicInteger();
        for (int i = 0; i < FLEETS; i++) {
            Fleet fleet =
                    Fleets.of(1 + random.nextInt(6), 1 + random.nextInt(8), random.nextLong());
            Path tree = trees.resolve("fleet-" + i);
            FleetRenderer.render(
                    fleet,
                    manifest -> {
                        write(tree, ManifestYaml.file(manifest, "environments/random.yaml"));
                        manifests.incrementAndGet();
                    });
        }
        SchemaVerdict verdict = new Kubeconform(PinnedKubeconform.in(ROOT)).judge(List.of(trees));
        assertThat(verdict.violations()).as("seed " + seed).isEmpty();
        assertThat(verdict.documents()).isEqualTo(manifests.get());
    }

    private static void write(Path tree, RenderedFile file) {
        try {
            Path path = tree.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
