package dev.larry.cli.watch;

/**
 * What of a run is looked at.
 *
 * @param larry index of the Larry that is selected
 * @param task index of its task that is selected
 * @param scroll lines of the lower part that are passed
 */
public record View(Lower lower, int larry, int task, int scroll) {
    /** What the lower part of the screen shows. */
    public enum Lower {
        TASKS,
        DETAILS,
        EVENTS,
        TOKENS,
        HELP
    }

    /** The first Larry's tasks. */
    public static final View START = new View(Lower.TASKS, 0, 0, 0);

    /**
     * The view after a key; unknown keys change nothing.
     *
     * @param larrys how many there are
     * @param tasks how many the selected one has
     */
    public View after(Key key, int larrys, int tasks) {
        return switch (key) {
            case UP -> new View(lower, Math.max(0, larry - 1), 0, 0);
            case DOWN -> new View(lower, Math.max(0, Math.min(larrys - 1, larry + 1)), 0, 0);
            case LEFT -> new View(worker(), larry, Math.max(0, task - 1), 0);
            case RIGHT -> new View(worker(), larry, Math.max(0, Math.min(tasks - 1, task + 1)), 0);
            case PAGE_DOWN -> new View(lower, larry, task, scroll + 5);
            case PAGE_UP -> new View(lower, larry, task, Math.max(0, scroll - 5));
            case TASKS -> new View(Lower.TASKS, larry, task, 0);
            case DETAILS -> toggled(Lower.DETAILS);
            case EVENTS -> toggled(Lower.EVENTS);
            case TOKENS -> toggled(Lower.TOKENS);
            case HELP -> toggled(Lower.HELP);
            case QUIT, OTHER -> this;
        };
    }

    /** Whoever selects a worker wants to see it. */
    private Lower worker() {
        return lower == Lower.DETAILS ? Lower.DETAILS : Lower.TASKS;
    }

    private View toggled(Lower to) {
        return new View(lower == to ? Lower.TASKS : to, larry, task, 0);
    }

    /** What a key means. */
    public enum Key {
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        TASKS,
        DETAILS,
        EVENTS,
        TOKENS,
        HELP,
        QUIT,
        OTHER
    }
}
