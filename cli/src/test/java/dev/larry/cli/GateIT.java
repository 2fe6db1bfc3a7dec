package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The gate as a CI server runs it: {@code ci/gate} on a clone with a change. */
final class GateIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    @TempDir private Path directory;

    private Path clone = Path.of("");

    /** Only what the gate reads, so that the test needs neither a clean tree nor the history. */
    @BeforeEach
    void cloneThis() throws Exception {
        clone = Files.createDirectory(directory.resolve("clone"));
        for (String part : List.of("environments", "gitops", "ci")) {
            Trees.copy(ROOT.resolve(part), clone.resolve(part));
        }
        Files.writeString(clone.resolve(".gitignore"), ".larry/\n");
        Trees.installTools(clone);
        try (Git git = GitTrees.init(clone)) {
            GitTrees.commit(git);
            git.checkout().setCreateBranch(true).setName("change").call();
        }
    }

    @Test
    void passesAChangeThatIsRendered() throws Exception {
        edit("environments/prod.yaml", "worker:1.0.0", "worker:1.1.0");
        edit("environments/base.yaml", "worker:1.0.0", "worker:1.1.0");
        assertThat(CommandRun.of(clone, "render", "--root", "ROOT").exit()).isZero();
        Result result = gate(Map.of(), "main");
        assertThat(report("change.md"))
                .contains("`registry.example.com/larry/worker:1.1.0`")
                .contains("## Objects of `prod`");
        assertThat(report("change.json")).contains("\"version\" : 1");
        assertThat(report("check.txt")).contains("0 errors");
        assertThat(result.exit()).as(result.text()).isZero();
        assertThat(report("check.sarif")).contains("\"2.1.0\"");
        assertThat(report("check.junit.xml")).contains("<testsuite");
    }

    @Test
    void findsWhatIsNotRenderedAndTakesTheBaseFromTheServer() throws Exception {
        edit("environments/base.yaml", "worker:1.0.0", "worker:1.1.0");
        Result result = gate(Map.of("GITHUB_BASE_REF", "main"));
        assertThat(result.exit()).as(result.text()).isNotZero();
        assertThat(report("check.txt")).contains("drift/out-of-date");
        assertThat(report("change.md")).contains("# Change report");
        gate(Map.of("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main"));
        assertThat(report("change.md")).contains("# Change report");
    }

    @Test
    void findsWhatTheApiServerWouldRefuse() throws Exception {
        edit(
                "gitops/prod/platform/larry-01/persistentvolumeclaim-larry-01.yaml",
                "storage: 10Gi",
                "storage: 5Gi");
        Result result = gate(Map.of(), "main");
        assertThat(result.exit()).as(result.text()).isNotZero();
        assertThat(result.text()).contains("the API server would refuse a change");
        assertThat(report("change.md")).contains("a volume cannot shrink");
    }

    @Test
    void saysInOneLineWhenItCannotStart() throws Exception {
        Result result = gate(Map.of("LARRY", directory.resolve("nothing").toString()), "main");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.text()).startsWith("ci/gate: no command at ").hasLineCount(1);
        Result unknown = gate(Map.of(), "no-such-branch");
        assertThat(unknown.exit()).isGreaterThanOrEqualTo(2);
        assertThat(unknown.text()).contains("unknown revision 'no-such-branch'");
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = clone.resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }

    private String report(String name) throws IOException {
        return Files.readString(directory.resolve("out").resolve(name));
    }

    private Result gate(Map<String, String> environment, String... base) throws Exception {
        List<String> command = new ArrayList<>(List.of("ci/gate"));
        command.addAll(List.of(base));
        ProcessBuilder builder = new ProcessBuilder(command).directory(clone.toFile());
        for (String name :
                List.of(
                        "GITHUB_BASE_REF",
                        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                        "GATE_ENVS",
                        "JAVA_TOOL_OPTIONS")) {
            builder.environment().remove(name);
        }
        builder.environment().put("LARRY", ROOT.resolve("target/larry").toString());
        builder.environment().put("GATE_ROOT", clone.toString());
        builder.environment().put("GATE_OUT", directory.resolve("out").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }

    private record Result(int exit, String text) {}
}
