package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whoever renders, wherever, gets the bytes that are committed: the environments are copied
 * elsewhere and rendered by the real command.
 */
final class ReproducibleIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir private Path elsewhere;

    @BeforeEach
    void copies() throws IOException {
        // Another user must reach it.
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path environments = Files.createDirectory(elsewhere.resolve("environments"));
        try (Stream<Path> files = Files.list(ROOT.resolve("environments"))) {
            for (Path file : files.toList()) {
                Files.copy(file, environments.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "C, UTC, -Dlarry.nothing=1",
        "tr_TR.UTF-8, Asia/Kathmandu, -Duser.language=tr -Duser.country=TR",
        "ar_EG, Pacific/Chatham, -Duser.language=ar -Duser.country=EG -Dfile.encoding=ISO-8859-1",
    })
    void another_place_locale_and_time_zone_give_the_committed_bytes(
            String locale, String zone, String options) throws Exception {
        render(
                List.of(),
                Map.of("LC_ALL", locale, "LANG", locale, "TZ", zone, "LARRY_JAVA_OPTS", options));
        assertThat(tree(elsewhere.resolve("out"))).isEqualTo(tree(ROOT.resolve("gitops")));
    }

    @Test
    void another_user_gives_the_committed_bytes() throws Exception {
        List<String> as =
                List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups");
        boolean root = Files.getOwner(elsewhere).getName().equals("root");
        assumeTrue(root && Files.isExecutable(SETPRIV), "only root can be somebody else");
        assumeTrue(runs(as), "somebody else cannot start what lies in a closed directory");
        render(as, Map.of("HOME", "/nonexistent"));
        assertThat(Files.getOwner(elsewhere.resolve("out")).getName()).isNotEqualTo("root");
        assertThat(tree(elsewhere.resolve("out"))).isEqualTo(tree(ROOT.resolve("gitops")));
    }

    private static boolean runs(List<String> as) throws Exception {
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of(ROOT.resolve("target/larry").toString(), "--version"));
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private void render(List<String> as, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(as);
        command.addAll(
                List.of(
                        ROOT.resolve("target/larry").toString(),
                        "render",
                        "--quiet",
                        "--root",
                        elsewhere.toString(),
                        "--out",
                        elsewhere.resolve("out").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(elsewhere.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    /**
     * Every file's bytes, one character each, by its path; locks and the like are not the tree's.
     */
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (!name.startsWith(".")) {
                    files.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }
}
