package dev.larry.model;

import java.util.Locale;

/** How grave a finding is; only errors block. */
public enum Severity {
    ERROR,
    WARNING;

    /** Lower case, as reports print it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
