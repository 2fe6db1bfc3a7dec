package dev.larry.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.contract.Sha256;
import dev.larry.model.Findings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

class GitopsTreeTest {
    private static final RenderedFile PLAN = Rendering.file("PLAN.md", "plan\n");
    private static final RenderedFile A = Rendering.file("run/larry-01/job-a.yaml", "a: 1\n");
    private static final RenderedFile B = Rendering.file("run/larry-01/job-b.yaml", "b: 1\n");
    private static final RenderedFile B2 = Rendering.file("run/larry-01/job-b.yaml", "b: 2\n");
    private static final RenderedFile C = Rendering.file("platform/_cluster/role-c.yaml", "c\n");

    @TempDir private Path root;
    private Path out;
    private Path prod;
    private GitopsTree tree;

    @BeforeEach
    void aTreeThatIsNotThereYet() {
        out = root.resolve("gitops");
        prod = out.resolve("prod");
        tree = GitopsTree.at(out, "prod");
    }

    @Test
    void the_first_render_writes_every_file_and_an_inventory_for_each_application()
            throws Exception {
        Change change = write(PLAN, A, B, C);

        assertThat(change.created()).isEqualTo(7);
        assertThat(Rendering.onDisk(prod)).isEqualTo(Rendering.expected(List.of(PLAN, A, B, C)));
        assertThat(prod.resolve("_inventory/platform.jsonl"))
                .hasContent(
                        "{\"path\":\"platform/_cluster/role-c.yaml\","
                                + "\"identity\":\"ConfigMap platform._cluster.role-c.yaml\","
                                + "\"sha256\":\""
                                + Sha256.of(C.bytes())
                                + "\",\"origin\":\"larrys[a]\"}");
        assertThat(beside()).containsExactly(".prod.lock", "prod");
    }

    @Test
    void a_render_that_changes_nothing_touches_nothing() throws Exception {
        write(PLAN, A, B, C);
        age(out);
        Map<String, String> before = attributes(out);

        Change change = write(C, B, A, PLAN);

        assertThat(change).isEqualTo(new Change(List.of(), List.of(), List.of(), 7));
        assertThat(attributes(out)).isEqualTo(before);
    }

    @Test
    void a_file_that_does_not_change_stays_the_same_file() throws Exception {
        write(PLAN, A, B, C);
        age(out);
        Map<String, String> before = attributes(prod);

        Change change = write(PLAN, A, B2, C);

        assertThat(change.changedPaths()).containsExactly("_inventory/run.jsonl", B.path());
        Map<String, String> after = attributes(prod);
        for (RenderedFile same : List.of(PLAN, A, C)) {
            assertThat(after).containsEntry(same.path(), before.get(same.path()));
        }
    }

    @Test
    void a_file_that_is_no_longer_rendered_is_removed_with_its_empty_directory() throws Exception {
        write(PLAN, A, C);

        Change change = write(PLAN, A);

        assertThat(change.removedPaths()).containsExactly("_inventory/platform.jsonl", C.path());
        assertThat(prod.resolve("platform")).doesNotExist();
    }

    @Test
    void a_hand_edit_and_a_foreign_file_stop_the_write_and_are_all_named() throws Exception {
        write(PLAN, A, B, C);
        Files.writeString(prod.resolve(A.path()), "a: 2\n");
        Files.writeString(prod.resolve("run/kustomization.yaml"), "x\n");
        Files.createSymbolicLink(prod.resolve("run/link"), Path.of("larry-01"));
        Map<String, String> before = attributes(out);

        Findings problems = tree.conflicts(List.of(PLAN, A, B2), Set.of());

        assertThat(problems.all().stream().map(Object::toString))
                .containsExactlyInAnyOrder(
                        shown(A.path())
                                + "  error  drift/hand-edited  was edited by hand; make the change"
                                + " in the environment file, then replace it with --overwrite "
                                + shown(A.path()),
                        shown("run/kustomization.yaml")
                                + "  error  drift/foreign-file  is not one of larry's files; move"
                                + " it out of the tree, or remove it with --overwrite "
                                + shown("run/kustomization.yaml"),
                        shown("run/link")
                                + "  error  drift/not-a-file  is a link or a special file; move"
                                + " it out of the tree, or remove it with --overwrite "
                                + shown("run/link"));
        assertThatThrownBy(() -> write(PLAN, A, B2))
                .isInstanceOf(CannotWriteException.class)
                .hasMessageContaining("drift/foreign-file")
                .hasMessageContaining("nothing was changed");
        assertThat(attributes(out)).isEqualTo(before);
    }

    @Test
    void overwrite_says_yes_for_one_file_and_no_other() throws Exception {
        write(PLAN, A, B);
        Files.writeString(prod.resolve(A.path()), "a: 2\n");
        Files.writeString(prod.resolve(B.path()), "b: 3\n");
        Files.writeString(prod.resolve("run/mine.yaml"), "x\n");
        Set<String> overwrite = Set.of(shown(A.path()), "run/mine.yaml");

        assertThat(rules(tree.conflicts(List.of(PLAN, A, B), overwrite)))
                .containsExactly("drift/hand-edited");

        Set<String> all = Set.of(shown(A.path()), B.path(), "run/mine.yaml");
        Change change = tree.write(List.of(PLAN, A, B), all);
        assertThat(change.changedPaths()).containsExactly(A.path(), B.path());
        assertThat(change.removedPaths()).containsExactly("run/mine.yaml");
        assertThat(Rendering.onDisk(prod)).isEqualTo(Rendering.expected(List.of(PLAN, A, B)));
    }

    @Test
    void a_file_that_somebody_already_made_what_is_rendered_is_no_conflict() throws Exception {
        write(PLAN, A, B);
        Files.write(prod.resolve(B.path()), B2.bytes());
        Files.createDirectories(prod.resolve(C.path()).getParent());
        Files.write(prod.resolve(C.path()), C.bytes());

        Change change = write(PLAN, A, B2, C);

        assertThat(change.changedPaths()).containsExactly("_inventory/run.jsonl");
        assertThat(change.createdPaths()).containsExactly("_inventory/platform.jsonl");
    }

    @Test
    void a_deleted_file_comes_back() throws Exception {
        write(PLAN, A, B);
        Files.delete(prod.resolve(A.path()));

        assertThat(write(PLAN, A, B).createdPaths()).containsExactly(A.path());
    }

    @Test
    void
            an_inventory_with_a_merge_conflict_is_named_and_overwriting_it_keeps_both_sides_files_owned()
                    throws Exception {
        write(PLAN, A);
        Path inventory = prod.resolve("_inventory/run.jsonl");
        String ours = Files.readString(inventory);
        write(PLAN, B);
        Files.write(prod.resolve(A.path()), A.bytes());
        Files.writeString(
                inventory,
                "<<<<<<< HEAD\n"
                        + Files.readString(inventory)
                        + "=======\n"
                        + ours
                        + ">>>>>>> branch\n");

        assertThat(rules(tree.conflicts(List.of(PLAN, C), Set.of())))
                .containsExactly("drift/unreadable-inventory");

        Change change = tree.write(List.of(PLAN, C), Set.of("_inventory/run.jsonl"));
        assertThat(change.removedPaths())
                .containsExactly("_inventory/run.jsonl", A.path(), B.path());
        assertThat(Rendering.onDisk(prod)).isEqualTo(Rendering.expected(List.of(PLAN, C)));
    }

    @Test
    void a_lost_inventory_makes_unchanged_files_ours_again_and_others_foreign() throws Exception {
        write(PLAN, A, B);
        Files.delete(prod.resolve("_inventory/run.jsonl"));

        assertThat(tree.conflicts(List.of(PLAN, A, B), Set.of())).isEmpty();
        assertThat(rules(tree.conflicts(List.of(PLAN, A, B2), Set.of())))
                .containsExactly("drift/foreign-file");
    }

    @Test
    void a_directory_where_a_file_is_rendered_is_named() throws Exception {
        Files.createDirectories(prod.resolve(A.path()));

        assertThat(rules(tree.conflicts(List.of(A), Set.of()))).containsExactly("drift/not-a-file");
        assertThat(tree.write(List.of(A), Set.of(A.path())).changedPaths())
                .containsExactly(A.path());
    }

    @Test
    void two_files_of_one_path_or_one_object_are_named_and_nothing_is_written() throws Exception {
        RenderedFile upper = Rendering.file("run/larry-01/job-A.yaml", "other\n");
        RenderedFile below = Rendering.file("run/larry-01/job-a.yaml/x.yaml", "x\n");
        RenderedFile same =
                new RenderedFile("platform/a.yaml", A.bytes(), "platform", A.identity(), "");
        List<RenderedFile> files = List.of(A, upper, below, same);

        assertThat(rules(tree.conflicts(files, Set.of())))
                .containsExactly(
                        "render/duplicate-object", "render/path-clash", "render/path-clash");
        assertThatThrownBy(() -> tree.write(files, Set.of()))
                .isInstanceOf(CannotWriteException.class);
        assertThat(out).doesNotExist();
    }

    @Test
    void drift_names_every_difference_and_compare_counts_them_without_writing() throws Exception {
        write(PLAN, A, B);
        Map<String, String> before = attributes(out);

        Findings drift = tree.drift(List.of(PLAN, B2, C));

        assertThat(rules(drift))
                .containsExactlyInAnyOrder(
                        "drift/missing", // C
                        "drift/missing", // C's inventory
                        "drift/out-of-date", // B
                        "drift/out-of-date", // B's inventory
                        "drift/left-over"); // A
        assertThat(tree.compare(List.of(PLAN, B2, C)))
                .isEqualTo(
                        new Change(
                                List.of("_inventory/platform.jsonl", C.path()),
                                List.of("_inventory/run.jsonl", B.path()),
                                List.of(A.path()),
                                2));
        assertThat(tree.drift(List.of(PLAN, A, B))).isEmpty();
        assertThat(attributes(out)).isEqualTo(before);
    }

    @Test
    void a_second_render_at_the_same_time_is_turned_away_in_one_line() throws Exception {
        write(PLAN, A);

        try (RenderLock _ = RenderLock.take(out.resolve(".prod.lock")).orElseThrow()) {
            assertThatThrownBy(() -> write(PLAN, B))
                    .isInstanceOf(CannotWriteException.class)
                    .hasMessage(
                            "another render is writing %s (it holds %s); run again when it is done",
                            prod, out.resolve(".prod.lock"));
        }
        assertThat(write(PLAN, B).created()).isEqualTo(1);
    }

    @Test
    void without_an_exchange_trees_move_one_after_the_other_and_nothing_is_left_over()
            throws Exception {
        GitopsTree moving = new GitopsTree(out, "prod", Swap.NONE);
        moving.write(List.of(PLAN, A), Set.of());
        moving.write(List.of(PLAN, B), Set.of());

        assertThat(Rendering.onDisk(prod)).isEqualTo(Rendering.expected(List.of(PLAN, B)));
        assertThat(beside()).containsExactly(".prod.lock", "prod");
    }

    @Test
    void a_tree_lost_between_two_moves_is_brought_back_before_anything_else() throws Exception {
        write(PLAN, A);
        Files.move(prod, out.resolve(".prod.old"));
        Files.createDirectory(out.resolve(".prod.next"));
        age(out.resolve(".prod.old"));
        Map<String, String> before = attributes(out.resolve(".prod.old"));

        assertThat(write(PLAN, A).none()).isTrue();

        assertThat(attributes(prod)).isEqualTo(before);
        assertThat(beside()).containsExactly(".prod.lock", "prod");
    }

    @Test
    void what_stands_where_a_directory_belongs_is_named_and_left_alone() throws Exception {
        Files.writeString(out, "a file\n");
        assertThatThrownBy(() -> write(A))
                .isInstanceOf(CannotWriteException.class)
                .hasMessage("%s is not a directory; move it away and run again", out);
        assertThat(out).hasContent("a file");

        Files.delete(out);
        Files.createDirectory(out);
        Files.createSymbolicLink(prod, root);
        assertThatThrownBy(() -> write(A))
                .isInstanceOf(CannotWriteException.class)
                .hasMessage("%s is not a directory; move it away and run again", prod);
    }

    @Test
    void a_directory_is_made_for_the_trees_but_not_the_way_to_it() {
        GitopsTree lost = GitopsTree.at(root.resolve("no/such/gitops"), "prod");

        assertThatThrownBy(() -> lost.write(List.of(A), Set.of()))
                .isInstanceOf(CannotWriteException.class)
                .hasMessageContaining("no such file or directory")
                .hasMessageEndingWith("is as it was");
        assertThat(root.resolve("no")).doesNotExist();
    }

    private Change write(RenderedFile... files) throws CannotWriteException {
        return tree.write(List.of(files), Set.of());
    }

    private String shown(String path) {
        return prod + "/" + path;
    }

    private static List<String> rules(Findings findings) {
        return findings.all().stream().map(finding -> finding.rule()).sorted().toList();
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Sets every time back, so that whatever is touched shows. */
    private static void age(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
            }
        }
    }

    /** What each file and directory is: which one, how large, last changed when. */
    private static Map<String, String> attributes(Path top) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> all = Files.walk(top)) {
            all.forEach(paths::add);
        }
        for (Path path : paths) {
            BasicFileAttributes of =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            attributes.put(
                    top.relativize(path).toString(),
                    of.fileKey() + " " + of.size() + " " + of.lastModifiedTime());
        }
        return attributes;
    }
}
