package dev.larry.cli.watch;

import dev.larry.contract.Happening;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.Task;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;
import dev.larry.model.Larry;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run on a screen of any size: who it is and how far, a line for each Larry, and below what the
 * view asks for. A pure function of state, view and size.
 */
public final class Screen {
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle GOOD =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle BAD =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle BUSY =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final int LEAST_BELOW = 6;

    private final RunState state;
    private final View view;
    private final int width;
    private final int height;
    private final Canvas canvas;

    private Screen(RunState state, View view, int width, int height, boolean colour) {
        this.state = state;
        this.view = view;
        this.width = width;
        this.height = height;
        this.canvas = new Canvas(width, colour);
    }

    /**
     * The lines of the screen, never more than its height nor wider than its width.
     *
     * @param away since when nobody told the state, and why; none: it is fresh
     */
    public static List<AttributedString> of(
            RunState state,
            View view,
            int width,
            int height,
            boolean colour,
            @Nullable String away) {
        return new Screen(state, view, width, height, colour).draw(away);
    }

    private List<AttributedString> draw(@Nullable String away) {
        head(away);
        larrys();
        int room = height - canvas.size() - 2;
        if (room > 0) {
            below(room);
        }
        while (canvas.size() < height - 1) {
            canvas.end();
        }
        canvas.put(
                        "q quit  ↑↓ Larry  ←→ worker  d details  e events  t tokens  PgUp PgDn  ?"
                                + " help",
                        FAINT)
                .end();
        List<AttributedString> lines = canvas.lines();
        return lines.subList(0, Math.min(lines.size(), height));
    }

    private void head(@Nullable String away) {
        canvas.put(state.run(), AttributedStyle.BOLD)
                .put(" of " + state.environment() + "  ")
                .put(Words.lower(state.stage()), stage())
                .put("  " + Words.elapsed(state) + "  ");
        int left = width - columns() - 14;
        if (left >= 8 && state.started() != null && state.ends() != null) {
            double all = Duration.between(state.started(), state.ends()).toMillis();
            double gone = Duration.between(state.started(), state.at()).toMillis();
            canvas.bar(all <= 0 ? 1 : gone / all, Math.min(30, left), BUSY);
        }
        canvas.put("  epoch " + state.epoch()).end();
        Integer replicas = state.replicas();
        String tasks = Words.tasks(state);
        String tokens =
                Words.tokens(state)
                        + (replicas == null
                                ? ""
                                : "; " + replicas + (replicas == 1 ? " replica" : " replicas"));
        canvas.put(tasks);
        if (tasks.length() + 2 + tokens.length() > width) {
            canvas.end().put(tokens).end();
        } else {
            canvas.put("; " + tokens).end();
        }
        String reported = Words.reported(state);
        if (!reported.isEmpty()) {
            canvas.put(reported).end();
        }
        if (state.missing() > 0) {
            canvas.put(state.missing() + " events are missing", BAD).end();
        }
        if (away != null) {
            canvas.put(away, BAD).end();
        } else if (state.redis() != null) {
            canvas.put("Redis is away, " + state.redis(), BAD).end();
        }
    }

    private int columns() {
        return state.run().length()
                + state.environment().length()
                + 8
                + Words.lower(state.stage()).length()
                + Words.elapsed(state).length();
    }

    private AttributedStyle stage() {
        return switch (state.stage()) {
            case COMPLETE -> GOOD;
            case OVER -> BAD;
            case RUNNING, CONVERGING -> BUSY;
            case WAITING -> FAINT;
        };
    }

    /** A window of the Larrys around the one that is selected. */
    private void larrys() {
        int all = state.phases().size();
        int room = Math.max(1, height - canvas.size() - 2 - LEAST_BELOW);
        int shown = Math.min(all, room);
        int first = Math.clamp(selected() - shown / 2L, 0, Math.max(0, all - shown));
        canvas.rule(
                all > shown
                        ? "Larrys " + (first + 1) + " to " + (first + shown) + " of " + all
                        : "Larrys");
        int name = Math.min(24, Math.max(8, width / 6));
        for (int i = first; i < first + shown; i++) {
            larry(state.phases().get(i), i == selected(), name);
        }
    }

    private void larry(Phase phase, boolean selected, int name) {
        int all = phase.tasks().size();
        boolean wide = width >= 110;
        canvas.put(selected ? "> " : "  ", AttributedStyle.BOLD)
                .put("● ", colour(phase.colour()))
                .column(phase.larry(), name, selected ? AttributedStyle.BOLD : FAINT.faintOff())
                .put(" ");
        if (wide) {
            canvas.column(phase.domain(), 30, FAINT).put(" ");
        }
        canvas.column(Words.lower(phase.stage()), 9, phaseStyle(phase)).put(" ");
        canvas.bar(
                        all == 0 ? 0 : (double) (phase.done() + phase.dead()) / all,
                        wide ? 20 : 8,
                        phase.dead() > 0 ? BAD : GOOD)
                .put(String.format(Locale.ROOT, " %d/%d", phase.done(), all))
                .put("  " + phase.active() + " active")
                .put(" " + (all - phase.done() - phase.dead() - phase.active()) + " open");
        if (phase.dead() > 0) {
            canvas.put(" " + phase.dead() + " dead", BAD);
        }
        Words.account(state, TokenPath.larry(phase.larry()))
                .ifPresent(account ->
                        canvas.put("  " + account.spent() + "/" + account.cap())
                                .put(wide ? " tokens" : ""));
        canvas.end();
    }

    private static AttributedStyle phaseStyle(Phase phase) {
        return switch (phase.stage()) {
            case COMPLETE -> GOOD;
            case DEGRADED, MISSING -> BAD;
            case RUNNING -> BUSY;
            case WAITING -> FAINT;
        };
    }

    private int selected() {
        return Math.clamp(view.larry(), 0, Math.max(0, state.phases().size() - 1));
    }

    private void below(int room) {
        List<Runnable> lines = new ArrayList<>();
        switch (view.lower()) {
            case TASKS -> {
                if (state.phases().isEmpty()) {
                    canvas.rule("Tasks");
                    return;
                }
                tasks(lines, state.phases().get(selected()), room);
            }
            case DETAILS -> {
                if (state.phases().isEmpty()) {
                    canvas.rule("Details");
                    return;
                }
                details(lines, state.phases().get(selected()));
            }
            case EVENTS -> {
                canvas.rule("Latest events, newest first");
                latest(Integer.MAX_VALUE).forEach(event -> lines.add(() -> event(event)));
            }
            case TOKENS -> {
                canvas.rule("Tokens");
                state.tokens().forEach(account -> lines.add(() -> account(account)));
            }
            case HELP -> {
                canvas.rule("Keys");
                help().forEach(line -> lines.add(() -> canvas.put(line).end()));
            }
        }
        int wanted =
                view.lower() == View.Lower.TASKS
                        ? Math.max(view.scroll(), view.task() + 1 - room)
                        : view.scroll();
        int first = Math.clamp(wanted, 0, Math.max(0, lines.size() - room));
        lines.subList(first, Math.min(lines.size(), first + room)).forEach(Runnable::run);
    }

    private void tasks(List<Runnable> lines, Phase phase, int room) {
        canvas.rule(phase.larry() + ": " + phase.domain());
        int chosen = chosen(phase);
        for (int i = 0; i < phase.tasks().size(); i++) {
            Task task = phase.tasks().get(i);
            boolean selected = i == chosen;
            lines.add(() -> task(task, selected));
        }
        String reported = Words.reported(state, phase.larry());
        if (!reported.isEmpty()) {
            lines.add(() -> canvas.put("  " + reported, FAINT).end());
        }
        int left = room - lines.size() - 1;
        if (left > 1) {
            lines.add(() -> canvas.rule("Latest events"));
            latest(left).forEach(event -> lines.add(() -> event(event)));
        }
    }

    private int chosen(Phase phase) {
        return Math.clamp(view.task(), 0, Math.max(0, phase.tasks().size() - 1));
    }

    private void details(List<Runnable> lines, Phase phase) {
        if (phase.tasks().isEmpty()) {
            canvas.rule(phase.larry() + " has no tasks");
            return;
        }
        Task task = phase.tasks().get(chosen(phase));
        canvas.rule(phase.larry() + " " + task.worker() + ": " + task.id());
        Details.of(task, state)
                .forEach((word, said) ->
                        lines.add(() ->
                                canvas.put("  ").column(word, 12, FAINT).put(" " + said).end()));
    }

    private List<Happening> latest(int most) {
        List<Happening> newest = state.events().reversed();
        return newest.subList(0, Math.min(newest.size(), Math.max(0, most)));
    }

    private void task(Task task, boolean selected) {
        boolean wide = width >= 110;
        canvas.put(selected ? "> " : "  ", AttributedStyle.BOLD)
                .column(task.worker(), wide ? 22 : 14)
                .put(" ")
                .column(task.id(), wide ? 32 : 22, FAINT)
                .put(" ")
                .column(Words.lower(task.state()), 6, taskStyle(task.state()))
                .put(" ");
        canvas.column(
                        task.leaseMillis() == null
                                ? ""
                                : Words.span(Duration.ofMillis(task.leaseMillis())),
                        6)
                .put(" ")
                .column(task.percent() == null ? "" : task.percent() + "%", 4)
                .put(task.attempts() > 1 ? " try " + task.attempts() : "")
                .put(" " + said(task))
                .end();
    }

    private static String said(Task task) {
        if (task.reason() != null) {
            return task.reason();
        }
        if (task.message() != null) {
            return task.message();
        }
        return task.state() == State.OPEN && !task.after().isEmpty()
                ? "after " + String.join(", ", task.after())
                : "";
    }

    private static AttributedStyle taskStyle(State state) {
        return switch (state) {
            case DONE -> GOOD;
            case DEAD -> BAD;
            case LEASED -> BUSY;
            case OPEN -> FAINT;
        };
    }

    private void event(Happening event) {
        canvas.put("  " + Words.clock(event.at()) + " ", FAINT)
                .column(event.type(), 20)
                .put(" ")
                .put(event.larry() == null ? "" : event.larry() + " ")
                .put(event.task() == null ? "" : event.task() + " ")
                .put(event.data().isEmpty() ? "" : event.data().toString(), FAINT)
                .end();
    }

    private void account(RunState.Account account) {
        double cap = Math.max(1, account.cap().value());
        double share = account.spent().value() / cap;
        canvas.put("  ")
                .column(account.node(), Math.min(44, width / 2))
                .put(" ")
                .bar(share, 10, share >= 0.9 ? BAD : GOOD)
                .put(" " + account.spent() + " of " + account.cap())
                .put(account.reserved().value() == 0 ? "" : ", reserved " + account.reserved())
                .end();
    }

    private static List<String> help() {
        return List.of(
                "  q, Ctrl+C      leave; the run goes on",
                "  up, down, k, j the Larry before, the next",
                "  left, right    the worker before, the next",
                "  enter          the Larry's tasks",
                "  d              what is known of the worker's task, and back",
                "  e              the latest events, and back",
                "  t              every token account, and back",
                "  PgUp, PgDn     scroll the lower part",
                "  ?, h           this, and back");
    }

    private static AttributedStyle colour(String name) {
        for (Larry.Colour colour : Larry.Colour.values()) {
            if (colour.name().equalsIgnoreCase(name)) {
                return AttributedStyle.DEFAULT.foreground(
                        switch (colour) {
                            case PURPLE -> AttributedStyle.MAGENTA;
                            case RED -> AttributedStyle.RED;
                            case GREEN -> AttributedStyle.GREEN;
                            case BLUE -> AttributedStyle.BLUE;
                            case ORANGE, YELLOW -> AttributedStyle.YELLOW;
                            case CYAN -> AttributedStyle.CYAN;
                            case GREY -> AttributedStyle.WHITE;
                        });
            }
        }
        return AttributedStyle.DEFAULT;
    }
}
