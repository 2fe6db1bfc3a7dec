package dev.larry.agent.faults;

import java.util.List;

/**
 * An invariant that did not hold.
 *
 * @param operations the entries that show it
 */
record Violation(String invariant, String what, List<Entry> operations) {
    Violation {
        operations = List.copyOf(operations);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(invariant + ": " + what);
        operations.forEach(entry -> text.append("\n    ").append(entry));
        return text.toString();
    }
}
