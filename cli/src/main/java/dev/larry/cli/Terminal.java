package dev.larry.cli;

import java.io.Console;

/** Whether a person looks on. */
final class Terminal {
    private Terminal() {}

    /** Whether there is a screen whose every place can be written to. */
    static boolean canDraw() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Colours where standard output is a terminal, unless NO_COLOR or a dumb TERM forbid them. */
    static boolean hasColour() {
        String refused = System.getenv("NO_COLOR");
        return canDraw() && (refused == null || refused.isEmpty());
    }
}
