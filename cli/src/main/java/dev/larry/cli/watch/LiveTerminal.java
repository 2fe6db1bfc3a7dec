package dev.larry.cli.watch;

import dev.larry.cli.watch.View.Key;
import dev.larry.contract.RunState;

import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The live screen: only what changed is written, so that nothing flickers. */
public final class LiveTerminal {
    private static final long TICK_MILLIS = 200;

    private final StateSource source;
    private final Duration interval;
    private final boolean colour;
    private final InstantSource clock;

    /**
     * A screen.
     *
     * @param interval between two questions for the state
     */
    public LiveTerminal(
            StateSource source, Duration interval, boolean colour, InstantSource clock) {
        this.source = source;
        this.interval = interval;
        this.colour = colour;
        this.clock = clock;
    }

    /**
     * Shows the run until the person leaves; the terminal is afterwards as it was.
     *
     * @throws IOException where there is no terminal to show it on
     */
    public void show() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(false).build();
                Latest latest = new Latest(source, interval, clock)) {
            Attributes before = terminal.enterRawMode();
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.cursor_invisible);
            try {
                loop(terminal, latest);
            } finally {
                terminal.puts(Capability.cursor_normal);
                terminal.puts(Capability.exit_ca_mode);
                terminal.setAttributes(before);
                terminal.flush();
            }
        }
    }

    private void loop(Terminal terminal, Latest latest) throws IOException {
        Display display = new Display(terminal, true);
        Keys keys = new Keys(terminal.reader());
        View view = View.START;
        Size size = new Size();
        Latest.@Nullable Answer drawn = null;
        View shown = view;
        while (true) {
            Size now = terminal.getSize();
            if (!now.equals(size)) {
                size = new Size(now.getColumns(), now.getRows());
                display.clear();
                display.resize(size.getRows(), size.getColumns());
                drawn = null;
            }
            Latest.Answer answer = latest.answer();
            if (answer != drawn || !view.equals(shown)) {
                // The display changes the list it is given.
                display.update(new ArrayList<>(lines(answer, view, size)), 0);
                drawn = answer;
                shown = view;
            }
            Optional<Key> key = keys.next(TICK_MILLIS);
            if (key.isPresent() && key.get() == Key.QUIT) {
                return;
            }
            if (key.isPresent()) {
                view = moved(view, key.get(), answer.state());
            }
        }
    }

    private static View moved(View view, Key key, @Nullable RunState state) {
        int larrys = state == null ? 0 : state.phases().size();
        int tasks =
                state == null || view.larry() >= larrys
                        ? 0
                        : state.phases().get(view.larry()).tasks().size();
        return view.after(key, larrys, tasks);
    }

    private List<AttributedString> lines(Latest.Answer answer, View view, Size size) {
        int width = Math.max(20, size.getColumns());
        int height = Math.max(4, size.getRows());
        if (answer.state() == null) {
            String words =
                    answer.away() == null
                            ? "asking " + source.place()
                            : "waiting: " + answer.away();
            return List.of(
                    new AttributedString(words).columnSubSequence(0, width),
                    new AttributedString("q quit"));
        }
        String away =
                answer.away() == null || answer.since() == null
                        ? null
                        : "stale since " + Words.clock(answer.since()) + ": " + answer.away();
        return Screen.of(answer.state(), view, width, height, colour, away);
    }
}
