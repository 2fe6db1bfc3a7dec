package dev.larry.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.model.Fleet;
import dev.larry.testing.Fleets;
import dev.larry.tree.Mutations.Mutation;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every rendered tree holds together, whatever fleet it is rendered from. */
final class TreeChecksTest {
    @Example
    void the_repositorys_environments_hold_together() {
        for (String name : List.of("prod", "staging", "dev")) {
            assertThat(TreeChecks.problems(RenderedTree.of(RenderedTree.ROOT, name)))
                    .as(name)
                    .isEmpty();
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void random_fleets_hold_together(@ForAll("fleets") Fleet fleet) {
        assertThat(TreeChecks.problems(RenderedTree.of(fleet, List.of()))).isEmpty();
    }

    @Example
    void every_check_can_fail() throws IOException {
        RenderedTree whole = everything();
        assertThat(TreeChecks.problems(whole)).isEmpty();
        List<String> missed = new ArrayList<>();
        for (Mutation mutation : Mutations.all()) {
            try {
                if (TreeChecks.problems(mutation.check(), mutation.change().apply(whole))
                        .isEmpty()) {
                    missed.add(mutation.toString());
                }
            } catch (RuntimeException | AssertionError e) {
                missed.add(mutation + ": " + e);
            }
        }
        assertThat(missed).isEmpty();
        assertThat(Mutations.all().stream().map(Mutation::check)).containsAll(TreeChecks.names());
    }

    private static RenderedTree everything() throws IOException {
        Path root = Files.createTempDirectory("larry");
        try {
            Workspaces.copy(root);
            Files.copy(
                    RenderedTree.ROOT.resolve(
                            "generator/src/test/resources/cases/tree/everything/environments/everything.yaml"),
                    root.resolve("environments/everything.yaml"));
            return RenderedTree.of(root, "everything");
        } finally {
            Workspaces.delete(root);
        }
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }
}
