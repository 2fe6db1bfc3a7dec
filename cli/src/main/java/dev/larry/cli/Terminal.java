package dev.larry.cli;

import java.io.Console;

/** Whether a person looks on. */
final class Terminal {
    private Terminal() {}

    /** Colours where standard output is a terminal, unless NO_COLOR or a dumb TERM forbid them. */
    static boolean hasColour() {
        Console console = System.console();
        String refused = System.getenv("NO_COLOR");
        return console != null
                && console.isTerminal()
                && (refused == null || refused.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
    }
}
