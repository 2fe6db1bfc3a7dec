package dev.larry.cli.watch;

/**
 * What of a run is looked at.
 *
 * @param larry index of the Larry that is selected
 * @param scroll lines of the lower part that are passed
 */
public record View(Lower lower, int larry, int scroll) {
    /** What the lower part of the screen shows. */
    public enum Lower {
        TASKS,
        EVENTS,
        TOKENS,
        HELP
    }

    /** The first Larry's tasks. */
    public static final View START = new View(Lower.TASKS, 0, 0);

    /**
     * The view after a key; unknown keys change nothing.
     *
     * @param larrys how many there are
     */
    public View after(Key key, int larrys) {
        return switch (key) {
            case UP -> new View(lower, Math.max(0, larry - 1), 0);
            case DOWN -> new View(lower, Math.max(0, Math.min(larrys - 1, larry + 1)), 0);
            case PAGE_DOWN -> new View(lower, larry, scroll + 5);
            case PAGE_UP -> new View(lower, larry, Math.max(0, scroll - 5));
            case TASKS -> new View(Lower.TASKS, larry, 0);
            case EVENTS -> new View(lower == Lower.EVENTS ? Lower.TASKS : Lower.EVENTS, larry, 0);
            case TOKENS -> new View(lower == Lower.TOKENS ? Lower.TASKS : Lower.TOKENS, larry, 0);
            case HELP -> new View(lower == Lower.HELP ? Lower.TASKS : Lower.HELP, larry, 0);
            case QUIT, OTHER -> this;
        };
    }

    /** What a key means. */
    public enum Key {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        TASKS,
        EVENTS,
        TOKENS,
        HELP,
        QUIT,
        OTHER
    }
}
