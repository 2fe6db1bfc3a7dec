package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.larry.check.manifests.ManifestFiles;
import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.contract.Sha256;
import dev.larry.model.Source;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real kubeconform over real trees; {@code ci/tools install} brings it where it is missing. */
class KubeconformIT {

    private static final Path ROOT = Path.of(System.getProperty("larry.root"));
    private static final Path CASES =
            ROOT.resolve("generator/src/test/resources/cases/kubeconform");
    private static final PinnedKubeconform PINNED = PinnedKubeconform.in(ROOT);
    private static final String RESTORE = "git checkout -- ci/schemas && git clean -fd ci/schemas";

    @TempDir Path temp;

    @BeforeAll
    static void installs() throws Exception {
        Process install =
                new ProcessBuilder(ROOT.resolve("ci/tools").toString(), "install")
                        .inheritIO()
                        .start();
        assertThat(install.waitFor()).as("ci/tools install").isZero();
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says_of_each_case_what_is_written_beside_it(Path folder) throws IOException {
        Path expected = folder.resolve("expected.txt");
        String actual = told(folder.resolve("input"));
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, actual);
        }
        assertThat(actual)
                .as(
                        "%s (to accept: mvn -pl generator -am test -Dtest=KubeconformIT"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate)",
                        folder)
                .isEqualTo(Files.readString(expected));
    }

    @Test
    void the_rules_own_examples_are_refused_and_taken() throws Exception {
        Path bad = Files.createDirectories(temp.resolve("bad"));
        Path good = Files.createDirectories(temp.resolve("good"));
        Files.writeString(bad.resolve("object.yaml"), TreeRules.KUBECONFORM.bad());
        Files.writeString(good.resolve("object.yaml"), TreeRules.KUBECONFORM.good());
        assertThat(new Kubeconform(PINNED).judge(java.util.List.of(bad)).violations()).hasSize(1);
        assertThat(new Kubeconform(PINNED).judge(java.util.List.of(good)).violations()).isEmpty();
    }

    @Test
    void there_is_a_case_for_each_way_to_go_wrong() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void a_missing_program_is_never_a_pass() {
        var missing = new PinnedKubeconform(temp.resolve("kubeconform"), PINNED.schemas());
        assertMissing(missing, "kubeconform is not installed", "ci/tools install");
    }

    @Test
    void a_program_other_than_the_installed_one_is_not_run() throws IOException {
        Path fake = executable("kubeconform", "#!/bin/sh\necho '{}'\n");
        Files.copy(checksumOfTheRealProgram(), temp.resolve("kubeconform.sha256"));
        assertMissing(
                new PinnedKubeconform(fake, PINNED.schemas()),
                "differ from the pinned ones",
                "ci/tools install");
    }

    @Test
    void missing_schemas_are_never_a_pass() {
        assertMissing(
                new PinnedKubeconform(PINNED.program(), temp),
                "the schemas are not there",
                RESTORE);
    }

    @Test
    void a_schema_that_was_loosened_is_not_used() throws IOException {
        Files.createDirectories(temp.resolve("v1"));
        Files.copy(PINNED.schemas().resolve("v1/pod_v1.json"), temp.resolve("v1/pod_v1.json"));
        Files.writeString(temp.resolve("SHA256SUMS"), "0".repeat(64) + "  v1/pod_v1.json\n");
        assertMissing(
                new PinnedKubeconform(PINNED.program(), temp),
                "the schemas differ from the pinned ones",
                RESTORE);
    }

    @Test
    void a_schema_that_is_not_listed_is_not_used() throws IOException {
        Files.writeString(temp.resolve("a.json"), "{}");
        Files.writeString(temp.resolve("b.json"), "{}");
        Files.writeString(
                temp.resolve("SHA256SUMS"),
                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  a.json\n");
        assertMissing(
                new PinnedKubeconform(PINNED.program(), temp), "SHA256SUMS does not list", RESTORE);
    }

    @Test
    void schemas_are_found_in_a_directory_of_any_name() throws IOException {
        Path odd = temp.resolve("a b ü");
        copy(PINNED.schemas(), odd);
        var verdict =
                new Kubeconform(new PinnedKubeconform(PINNED.program(), odd))
                        .judge(List.of(CASES.resolve("good-tree/input")));
        assertThat(verdict.violations()).isEmpty();
    }

    @Test
    void a_program_that_takes_too_long_is_stopped() throws IOException {
        var slow =
                new Kubeconform(installed("#!/bin/sh\nexec sleep 60\n"))
                        .within(Duration.ofMillis(200));
        assertThatThrownBy(() -> slow.judge(List.of(CASES)))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("did not end within");
    }

    @Test
    void a_program_that_prints_nothing_has_failed() throws IOException {
        var silent = new Kubeconform(installed("#!/bin/sh\nexit 0\n"));
        assertThatThrownBy(() -> silent.judge(List.of(CASES)))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void a_program_that_crashes_has_failed_in_its_own_words() throws IOException {
        var crashing = new Kubeconform(installed("#!/bin/sh\necho 'out of memory' >&2\nexit 2\n"));
        assertThatThrownBy(() -> crashing.judge(List.of(CASES)))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("ended with 2: out of memory");
    }

    @Test
    void an_object_the_program_leaves_out_is_named() throws IOException {
        String nothing =
                "#!/bin/sh\n"
                    + "echo '{\"resources\":[],\"summary\":{\"valid\":0,\"invalid\":0,\"errors\":0,\"skipped\":0}}'\n";
        var forgetful = new Kubeconform(installed(nothing));
        var verdict = forgetful.judge(List.of(CASES.resolve("null-values/input")));
        assertThat(verdict.documents()).isEqualTo(1);
        assertThat(verdict.violations())
                .extracting(SchemaViolation::message)
                .containsExactly("kubeconform judged 0 of the 1 objects in this file");
    }

    @Test
    void a_root_inside_another_is_judged_once() throws IOException {
        manifest(temp.resolve("a/b/x.yaml"), "x");
        var verdict =
                new Kubeconform(PINNED)
                        .judge(List.of(temp, temp.resolve("a/b"), temp.resolve("a")));
        assertThat(verdict.documents()).isEqualTo(1);
        assertThat(verdict.violations()).isEmpty();
    }

    @Test
    void a_root_may_be_one_file_or_a_link() throws IOException {
        Path file = manifest(temp.resolve("real/x.yaml"), "x");
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));
        assertThat(new Kubeconform(PINNED).judge(List.of(file)).documents()).isEqualTo(1);
        Files.writeString(file, Files.readString(file) + "dato: {}\n");
        assertThat(new Kubeconform(PINNED).judge(List.of(link)).violations())
                .extracting(each -> each.at().file())
                .containsExactly(link.resolve("x.yaml").toString());
    }

    @Test
    void a_kind_without_a_schema_is_counted_and_named() throws IOException {
        Path file = temp.resolve("x.yaml");
        String object = "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n";
        Files.writeString(file, object + "---\n" + object);
        SchemaVerdict verdict = new Kubeconform(PINNED).judge(List.of(file));
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.withoutSchema()).hasSize(2);
        assertThat(verdict.kinds()).containsExactly(Map.entry("example.com/v1 Thing", 2));
    }

    @Test
    void a_tree_of_five_thousand_files_is_judged_whole() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            manifest(temp.resolve("d" + i / 100 + "/cm-" + i + ".yaml"), "cm-" + i);
        }
        Path wrong = temp.resolve("d7/cm-777.yaml");
        Files.writeString(wrong, Files.readString(wrong) + "dato: {}\n");
        var verdict = new Kubeconform(PINNED).judge(List.of(temp));
        assertThat(verdict.documents()).isEqualTo(5_000);
        assertThat(verdict.violations())
                .containsExactly(
                        new SchemaViolation(
                                new Source(wrong.toString(), 5, 1, "dato"),
                                "ConfigMap",
                                "cm-777",
                                "unknown property 'dato'"));
    }

    /**
     * Beyond two megabytes kubeconform 0.8.0 overwrites what it has read from a stream while it
     * still judges it, and now and then refuses an object that is right; of a file it does not.
     */
    @Test
    void it_is_given_files_and_never_a_stream() throws IOException {
        Path real = PINNED.program().toAbsolutePath();
        var wary =
                installed(
                        """
                        #!/bin/sh
                        for last; do :; done
                        [ -f "$last" ] || { echo "was given a stream" >&2; exit 2; }
                        echo "$last" >>'%s'
                        exec '%s' "$@"
                        """
                                .formatted(temp.resolve("given"), real));
        SchemaVerdict verdict = new Kubeconform(wary).judge(List.of(CASES));
        assertThat(verdict).isEqualTo(new Kubeconform(PINNED).judge(List.of(CASES)));
        assertThat(Files.readAllLines(temp.resolve("given")))
                .as("these are not one for one what was read, so that it is asked twice")
                .hasSize(2);
    }

    @Test
    void begun_ahead_it_says_the_same_whether_the_tree_is_as_expected_or_not() throws IOException {
        Path tree = CASES.resolve("good-tree/input");
        List<byte[]> texts = new ArrayList<>();
        ManifestFiles.read(
                List.of(tree), Outside.UNKNOWN, new ManifestReader((_, text) -> texts.add(text)));
        byte[] wrong = "apiVersion: v1\nkind: ConfigMap\ndata: []\n".getBytes(UTF_8);
        assertThat(texts).hasSizeGreaterThan(1);

        SchemaVerdict right = new Kubeconform(PINNED).judge(List.of(tree));
        assertThat(right.violations()).isEmpty();
        assertThat(ahead(texts, tree)).isEqualTo(right);
        assertThat(ahead(List.of(wrong), tree)).isEqualTo(right);
        assertThat(ahead(texts.subList(1, texts.size()), tree)).isEqualTo(right);
        assertThat(ahead(texts, CASES.resolve("unknown-field/input")).violations()).isNotEmpty();
    }

    private static SchemaVerdict ahead(List<byte[]> texts, Path tree) throws IOException {
        try (KubeconformRun run = new Kubeconform(PINNED).begin()) {
            run.startAhead(texts);
            ManifestSet read =
                    ManifestFiles.read(
                            List.of(tree), Outside.UNKNOWN, new ManifestReader(run::add));
            run.start();
            return run.verdict(read);
        }
    }

    private static void assertMissing(PinnedKubeconform pinned, String problem, String remedy) {
        assertThatThrownBy(() -> new Kubeconform(pinned).judge(List.of(CASES)))
                .isInstanceOfSatisfying(
                        ToolMissing.class,
                        missing -> {
                            assertThat(missing).hasMessageContaining(problem);
                            assertThat(missing.remedy()).isEqualTo(remedy);
                        });
    }

    /** The verdict, and what reading found before it, in lines a reviewer can read. */
    private static String told(Path input) throws IOException {
        try (KubeconformRun run = new Kubeconform(PINNED).begin()) {
            ManifestSet tree =
                    ManifestFiles.read(
                            List.of(input), Outside.UNKNOWN, new ManifestReader(run::add));
            run.start();
            SchemaVerdict verdict = run.verdict(tree);
            Stream<String> read =
                    tree.problems().stream()
                            .map(each -> each.source() + "  " + each.rule() + "  " + each.found());
            Stream<String> judged =
                    Stream.of(verdict.violations(), verdict.withoutSchema())
                            .flatMap(List::stream)
                            .map(each ->
                                    "%s  %s/%s  %s  %s"
                                            .formatted(
                                                    each.at(),
                                                    each.kind(),
                                                    each.name(),
                                                    each.at().path(),
                                                    each.message()));
            return Stream.of(Stream.of(verdict.documents() + " documents"), read, judged)
                    .flatMap(lines -> lines)
                    .map(line -> line.replace(input + "/", ""))
                    .collect(joining("\n", "", "\n"));
        }
    }

    private static Path manifest(Path file, String name) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n");
    }

    /** A program of our own in the place of kubeconform, with its right checksum. */
    private PinnedKubeconform installed(String script) throws IOException {
        Path program = executable("kubeconform", script);
        Path checksum = temp.resolve("kubeconform.sha256");
        Files.writeString(checksum, Sha256.of(program) + "  kubeconform\n");
        return new PinnedKubeconform(program, PINNED.schemas());
    }

    private Path executable(String name, String script) throws IOException {
        Path file = Files.writeString(temp.resolve(name), script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path checksumOfTheRealProgram() {
        return PINNED.program().resolveSibling("kubeconform.sha256");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
