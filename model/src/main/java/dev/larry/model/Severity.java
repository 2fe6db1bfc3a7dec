package dev.larry.model;

import java.util.Locale;

/** How grave a finding is; only errors block. */
public enum Severity {
    ERROR,
    WARNING,
    /** What is said so that nothing passes in silence, and asks for nothing. */
    NOTE;

    /** Lower case, as reports print it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
