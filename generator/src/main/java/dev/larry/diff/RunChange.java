package dev.larry.diff;

import dev.larry.diff.object.Effect;
import dev.larry.diff.object.ObjectChange;
import dev.larry.model.Fleet;
import dev.larry.model.Run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the change means for runs, in sentences; the first thing a reviewer must know. */
final class RunChange {
    private RunChange() {}

    /** At most two sentences; none where the run stays and its Jobs too. */
    static List<String> of(
            Optional<Fleet> before,
            Optional<Fleet> after,
            boolean isNew,
            List<ObjectChange> jobs,
            Instant now) {
        List<String> sentences = new ArrayList<>();
        if (before.isEmpty() && !isNew) {
            unknownRun(jobs).ifPresent(sentences::add);
            return sentences;
        }
        if (after.isEmpty()) {
            before.flatMap(each -> openRun(each.run(), true, jobs, now)).ifPresent(sentences::add);
            return sentences;
        }
        Run is = after.get().run();
        Optional<Run> was = before.map(Fleet::run);
        boolean same = was.isPresent() && was.get().id().equals(is.id());
        if (!same) {
            String what =
                    "run `"
                            + is.id()
                            + "`"
                            + was.map(each -> " (it was `" + each.id() + "`)").orElse("");
            sentences.add(
                    is.startBy().isBefore(now)
                            ? "Names a new "
                                    + what
                                    + " but starts nothing: its startBy "
                                    + is.startBy()
                                    + " is past."
                            : "Starts a new "
                                    + what
                                    + ", which must begin by "
                                    + is.startBy()
                                    + ".");
        } else if (!was.get().startBy().equals(is.startBy())) {
            sentences.add(
                    "Keeps run `"
                            + is.id()
                            + "` and moves its startBy from "
                            + was.get().startBy()
                            + " to "
                            + is.startBy()
                            + (is.startBy().isBefore(now)
                                    ? ", which is past: it starts nothing."
                                    : ": Jobs that have not begun may begin until then."));
        }
        if (was.isPresent()) {
            openRun(was.get(), same, jobs, now).ifPresent(sentences::add);
        }
        return sentences;
    }

    /** The names of a run's records and keys hold its id between dots. */
    static UnaryOperator<String> renaming(Optional<Fleet> before, Optional<Fleet> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return UnaryOperator.identity();
        }
        Pattern was =
                Pattern.compile("(?<=\\.)" + Pattern.quote(before.get().run().id()) + "(?=\\.|$)");
        String is = Matcher.quoteReplacement(after.get().run().id());
        return name -> was.matcher(name).replaceFirst(is);
    }

    /** A run that began at the last moment is over when its window and grace are. */
    private static Optional<String> openRun(
            Run run, boolean same, List<ObjectChange> jobs, Instant now) {
        Instant over = run.startBy().plus(run.window()).plus(run.grace());
        long touched =
                jobs.stream().filter(change -> same || change.effect() != Effect.NEW).count();
        if (touched == 0 || over.isBefore(now)) {
            return Optional.empty();
        }
        return Optional.of(
                "Touches "
                        + touched
                        + (touched == 1 ? " Job" : " Jobs")
                        + " of run `"
                        + run.id()
                        + "`, which may be open until "
                        + over
                        + ": workers that are at work are stopped.");
    }

    private static Optional<String> unknownRun(List<ObjectChange> jobs) {
        long touched = jobs.stream().filter(change -> change.effect() != Effect.NEW).count();
        return touched == 0
                ? Optional.empty()
                : Optional.of(
                        "Touches "
                                + touched
                                + (touched == 1 ? " Job" : " Jobs")
                                + " of a run whose startBy is not known: workers that are at work"
                                + " are stopped.");
    }
}
