package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.diff.git.Revisions;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a launch looks at before it begins. {@code cluster.yaml} is a cluster in which the run may
 * begin. A case is a folder of what is different: {@code cluster.yaml} with objects that are added
 * or replaced, {@code gone.yaml} with objects that are not there, {@code redis.conf} with settings
 * of the real Redis, {@code steps} with what else happened, {@code arguments}, and {@code
 * expected.txt}.
 */
final class PreflightIT {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> RIGHT =
            List.of("appendonly yes", "maxmemory-policy noeviction");

    @TempDir private Path root;
    @TempDir private Path elsewhere;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(LabCluster.CASES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsInTheWay(String name) throws Exception {
        Path folder = LabCluster.CASES.resolve(name);
        Path conf = folder.resolve("redis.conf");
        try (LabCluster lab =
                LabCluster.start(root, Files.exists(conf) ? Files.readAllLines(conf) : RIGHT)) {
            for (JsonNode object : objects(folder.resolve("gone.yaml"))) {
                lab.cluster.remove(object);
            }
            for (JsonNode object : objects(folder.resolve("cluster.yaml"))) {
                lab.cluster.put(object);
            }
            for (String step : lines(folder.resolve("steps"))) {
                take(lab, step);
            }
            List<String> arguments =
                    lab.command(
                            lines(folder.resolve("arguments")).stream()
                                    .findFirst()
                                    .orElse("launch lab --dry-run"),
                            lab.cluster.kubeconfig(elsewhere));
            String said =
                    CommandRun.of(NOON, root, arguments)
                            .text()
                            .replace(lab.cluster.place(), "API/")
                            .replaceAll("\\b[0-9a-f]{10}\\b", "COMMIT")
                            .replaceAll("(?m)(redis|valkey) [0-9.]+,", "redis VERSION,");
            Path expected = folder.resolve("expected.txt");
            if (System.getProperty("recreate") != null) {
                Files.writeString(expected, said);
            }
            assertThat(said)
                    .as(
                            "%s; if the change is meant: mvn -pl cli -am verify -Dtest=None"
                                    + " -Dit.test=PreflightIT"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false"
                                    + " -Dfailsafe.failIfNoSpecifiedTests=false -Drecreate",
                            LabCluster.ROOT.relativize(expected))
                    .isEqualTo(Files.readString(expected));
        }
    }

    /** What a person, or the cluster, did before. */
    private void take(LabCluster lab, String step) throws Exception {
        String[] words = step.split(" ", 4);
        switch (words[0]) {
            case "write" -> Files.writeString(root.resolve(words[1]), step.split(" ", 3)[2] + "\n");
            case "replace" -> {
                String[] parts = step.split(" \\| ", 3);
                Path file = root.resolve(parts[0].substring("replace ".length()));
                Files.writeString(
                        file,
                        Files.readString(file).replace(parts[1], parts[2].replace("\\n", "\n")));
            }
            case "render" -> CommandRun.of(root, "render", "lab", "--root", "ROOT");
            case "commit" -> {
                lab.git.add().addFilepattern("environments").addFilepattern("gitops").call();
                lab.git.commit().setMessage("a change").setSign(false).call();
            }
            case "detach" -> {
                String commit = lab.git.log().setMaxCount(1).call().iterator().next().getName();
                lab.git.checkout().setName(commit).call();
            }
            case "branch" -> lab.git.checkout().setCreateBranch(true).setName(words[1]).call();
            case "nobody" -> {
                lab.git.getRepository().getConfig().unsetSection("user", null);
                lab.git.getRepository().getConfig().save();
                Revisions.around(root).close(); // from here on, nobody's own settings are read
            }
            case "answer" -> lab.cluster.answers(words[1], step.split(" ", 3)[2]);
            case "stop" -> lab.cluster.close();
            case "away" -> lab.cluster.forwards(words[1], LabCluster.freePort());
            case "refuse" ->
                    lab.cluster.refuses(
                            words[1] + " " + words[2],
                            Integer.parseInt(words[3].split(" ", 2)[0]),
                            words[3].split(" ", 2)[1]);
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static List<JsonNode> objects(Path file) throws IOException {
        return Files.exists(file) ? LabCluster.read(file) : List.of();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
