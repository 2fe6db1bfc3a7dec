package dev.larry.diff;

/**
 * A number of the plan in both revisions.
 *
 * @param larry the Larry it is of, or {@code fleet}
 * @param what such as {@code CPU requests}
 * @param before a dash where there was none
 * @param difference with its sign; empty where it cannot be said
 * @param note what it is held against, and whether it is over
 */
public record Figure(
        String larry, String what, String before, String after, String difference, String note) {}
