package dev.larry.cli;

import dev.larry.diff.ChangeReport;
import dev.larry.diff.JsonReport;
import dev.larry.diff.MarkdownReport;
import dev.larry.diff.Models;
import dev.larry.diff.git.NoRevisionException;
import dev.larry.diff.git.Revisions;
import dev.larry.diff.git.Snapshot;
import dev.larry.diff.object.UnreadableTreeException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Says what a change does, from two Git revisions. */
@Command(
        name = "diff",
        description = {
            "Says what changes between a Git revision and the work tree, or between two revisions:"
                    + " figures, rights, network, then every object.",
            "Ends with 1 where the API server would refuse something."
        },
        footer = {"", "Example: larry diff --base main prod"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Diff implements Callable<Integer> {
    private enum Format {
        MARKDOWN,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec private CommandSpec spec;
    @Mixin private EnvironmentChoice choice;

    @Option(
            names = "--base",
            required = true,
            paramLabel = "REF",
            description = "The revision that is applied: a branch, a tag or a commit.")
    private String base = "";

    @Option(
            names = "--head",
            paramLabel = "REF",
            description = "The revision that is to be (default: the work tree).")
    private @Nullable String head;

    @Option(
            names = "--merge-base",
            description =
                    "Compare with the last commit that both have in common, as git diff does with"
                            + " the same option.")
    private boolean mergeBase;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: markdown).")
    private Format format = Format.MARKDOWN;

    @Override
    public Integer call() throws IOException {
        Workspace workspace = choice.workspace();
        Path directory = workspace.root().toAbsolutePath().normalize();
        try (Revisions revisions = Revisions.around(directory)) {
            String other = head == null ? "HEAD" : head;
            Snapshot before =
                    mergeBase ? revisions.mergeBase(base, other) : revisions.snapshot(base);
            Snapshot after =
                    head == null ? Snapshot.ofWorkTree(directory) : revisions.snapshot(head);
            List<String> notes = new ArrayList<>();
            if (!mergeBase && !revisions.contains(other, base)) {
                notes.add(
                        base
                                + " has commits that are not in "
                                + other
                                + ": what they changed looks undone here. Merge it, or use"
                                + " --merge-base.");
            }
            Models then = Fleets.of(before);
            Models now = Fleets.of(after);
            ChangeReport report =
                    ChangeReport.of(
                            before,
                            after,
                            then,
                            now,
                            chosen(before, after, then, now),
                            notes,
                            Clock.systemUTC().instant());
            spec.commandLine()
                    .getOut()
                    .print(
                            format == Format.JSON
                                    ? JsonReport.of(report)
                                    : MarkdownReport.of(report));
            spec.commandLine().getOut().flush();
            return report.impossible() ? Exit.FINDINGS : Exit.CLEAN;
        } catch (NoRevisionException | UnreadableTreeException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private TreeSet<String> chosen(Snapshot before, Snapshot after, Models then, Models now) {
        TreeSet<String> known = new TreeSet<>(before.renderedEnvironments());
        known.addAll(after.renderedEnvironments());
        known.addAll(then.fleets().keySet());
        known.addAll(now.fleets().keySet());
        for (String name : choice.named()) {
            if (!known.contains(name)) {
                throw new WrongUseException(
                        "no environment '" + name + "' in either revision; there are: " + known);
            }
        }
        return choice.isAll() ? known : new TreeSet<>(choice.named());
    }
}
