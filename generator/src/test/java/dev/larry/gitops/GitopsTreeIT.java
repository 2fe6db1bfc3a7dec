package dev.larry.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What happens to the tree when the process or the disk under it fails, with real ones of both. */
class GitopsTreeIT {
    private static final List<RenderedFile> OLD = Rendering.version(WritingProcess.OLD, 80);
    private static final List<RenderedFile> NEW = Rendering.version(WritingProcess.NEW, 80);
    private static final int KILLS = 30;

    @TempDir private Path root;
    private Path out;
    private Path prod;

    @BeforeEach
    void paths() {
        out = root.resolve("gitops");
        prod = out.resolve("prod");
    }

    @ParameterizedTest
    @EnumSource
    void a_killed_render_leaves_the_old_or_the_new_tree_and_the_next_one_heals(
            WritingProcess.How how) throws Exception {
        GitopsTree tree = new GitopsTree(out, "prod", how.swap());
        Map<String, String> whole = Rendering.expected(OLD);
        Map<String, String> other = Rendering.expected(NEW);
        Random random = new Random(20);
        int midway = 0;
        for (int i = 0; i < KILLS; i++) {
            tree.write(OLD, Set.of());
            WritingProcess.killWhileAlternating(out, how, random.nextInt(150));

            boolean lost = !Files.exists(prod, LinkOption.NOFOLLOW_LINKS);
            if (how == WritingProcess.How.EXCHANGING) {
                assertThat(lost).isFalse();
            }
            assertThat(Rendering.onDisk(lost ? out.resolve(".prod.old") : prod)).isIn(whole, other);
            midway += beside().size() > 2 || lost ? 1 : 0;

            tree.write(OLD, Set.of());
            assertThat(Rendering.onDisk(prod)).isEqualTo(whole);
            assertThat(beside()).containsExactly(".prod.lock", "prod");
        }
        assertThat(midway).as("renders killed midway").isPositive();
    }

    @Test
    void a_file_that_may_not_grow_leaves_the_tree_as_it_was() throws Exception {
        GitopsTree.at(out, "prod").write(OLD, Set.of());

        String said =
                WritingProcess.writeNewAndLarge(
                        out, "sh", "-c", "ulimit -f 64 && exec \"$0\" \"$@\"");

        assertThat(said).isEqualTo(refusal("file too large"));
        assertUntouched();
    }

    @Test
    void a_full_disk_leaves_the_tree_as_it_was() throws Exception {
        assumeMounts();
        Files.createDirectory(out);

        // The disk is gone with the process, so the process itself says what is left on it.
        String said =
                WritingProcess.fillTheDisk(
                        out,
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=4m tmpfs " + out + " && exec \"$0\" \"$@\"");

        assertThat(said)
                .startsWith("cannot write " + prod + " (")
                .endsWith(
                        "no space left on device); "
                                + prod
                                + " is as it was\nold tree, nothing beside it\n");
    }

    @Test
    void a_read_only_disk_leaves_the_tree_as_it_was() throws Exception {
        assumeMounts();
        GitopsTree.at(out, "prod").write(OLD, Set.of());

        String said =
                WritingProcess.writeNewAndLarge(
                        out,
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount --bind %1$s %1$s && mount -o remount,ro,bind %1$s".formatted(out)
                                + " && exec \"$0\" \"$@\"");

        assertThat(said).startsWith("cannot write " + prod + " (");
        assertThat(said).endsWith("read-only file system); " + prod + " is as it was\n");
        assertUntouched();
    }

    @Test
    void a_directory_without_permission_leaves_the_tree_as_it_was() throws Exception {
        GitopsTree.at(out, "prod").write(OLD, Set.of());
        permit(out, "r-xr-xr-x");
        try {
            String said = WritingProcess.writeNewAndLarge(out, WritingProcess.unprivileged());

            assertThat(said).endsWith("permission denied); " + prod + " is as it was\n");
        } finally {
            permit(out, "rwxr-xr-x");
        }
        assertUntouched();
    }

    @Test
    void a_file_that_cannot_be_read_stops_the_render_before_it_begins() throws Exception {
        GitopsTree.at(out, "prod").write(OLD, Set.of());
        Path secret = prod.resolve(OLD.getLast().path());
        permit(secret, "-wx------");
        try {
            String said = WritingProcess.writeNewAndLarge(out, WritingProcess.unprivileged());

            assertThat(said)
                    .isEqualTo(
                            "cannot read %s (%s: permission denied); nothing was changed\n",
                            prod, secret);
        } finally {
            permit(secret, "rw-r--r--");
        }
        assertUntouched();
    }

    private String refusal(String why) {
        return "cannot write %1$s (%2$s); %1$s is as it was\n".formatted(prod, why);
    }

    private void assertUntouched() throws IOException {
        assertThat(Rendering.onDisk(prod)).isEqualTo(Rendering.expected(OLD));
        assertThat(beside()).containsExactly(".prod.lock", "prod");
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void assumeMounts() throws Exception {
        assumeTrue(
                WritingProcess.canMount(),
                "this system lets no process mount a file system of its own (unshare -rm)");
    }
}
