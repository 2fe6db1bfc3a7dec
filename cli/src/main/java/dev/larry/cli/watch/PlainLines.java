package dev.larry.cli.watch;

import dev.larry.contract.Happening;
import dev.larry.contract.RunState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A run without a terminal: a line whenever something is different from what was said last. */
public final class PlainLines {
    private @Nullable RunState before;
    private @Nullable String lastEvent;
    private @Nullable String away;

    /** What is new, a line each. */
    public List<String> of(RunState state) {
        List<String> lines = new ArrayList<>();
        String clock = Words.clock(state.at()) + " ";
        if (away != null) {
            lines.add(clock + "the state is told again");
            away = null;
        }
        if (before == null
                || before.stage() != state.stage()
                || !Words.tasks(before).equals(Words.tasks(state))) {
            lines.add(
                    clock
                            + state.run()
                            + " "
                            + Words.lower(state.stage())
                            + ", "
                            + Words.elapsed(state)
                            + ": "
                            + Words.tasks(state)
                            + "; "
                            + Words.tokens(state));
        }
        if (state.redis() != null && (before == null || !state.redis().equals(before.redis()))) {
            lines.add(clock + "Redis is away: " + state.redis());
        }
        for (int i = 0; i < state.phases().size(); i++) {
            RunState.Phase phase = state.phases().get(i);
            if (before == null || changed(before, phase)) {
                lines.add(
                        clock
                                + "  "
                                + phase.larry()
                                + " "
                                + Words.lower(phase.stage())
                                + ": "
                                + phase.done()
                                + "/"
                                + phase.tasks().size()
                                + " done, "
                                + phase.active()
                                + " active"
                                + (phase.dead() == 0 ? "" : ", " + phase.dead() + " dead"));
            }
        }
        for (Happening event : fresh(state)) {
            lines.add(
                    Words.clock(event.at())
                            + "  "
                            + event.type()
                            + (event.larry() == null ? "" : " " + event.larry())
                            + (event.task() == null ? "" : " " + event.task())
                            + (event.data().isEmpty() ? "" : " " + event.data()));
        }
        before = state;
        return lines.stream().map(line -> line.replaceAll("\\p{Cntrl}+", " ")).toList();
    }

    /** That nobody tells the state, once for each reason. */
    public List<String> away(String why) {
        if (why.equals(away)) {
            return List.of();
        }
        away = why;
        return List.of("stale: " + why);
    }

    private static boolean changed(RunState before, RunState.Phase now) {
        return before.phases().stream()
                .filter(phase -> phase.larry().equals(now.larry()))
                .noneMatch(phase ->
                        phase.stage() == now.stage()
                                && phase.done() == now.done()
                                && phase.dead() == now.dead()
                                && phase.active() == now.active());
    }

    private List<Happening> fresh(RunState state) {
        List<Happening> events = state.events();
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).id().equals(lastEvent)) {
                from = i + 1;
            }
        }
        if (!events.isEmpty()) {
            lastEvent = events.getLast().id();
        }
        return events.subList(from, events.size()).stream()
                .filter(event -> !event.type().equals("progress_update"))
                .toList();
    }
}
