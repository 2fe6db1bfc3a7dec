package dev.larry.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * One problem: where, what, what is allowed, what to do.
 *
 * @param rule the id of the rule, such as {@code input/unknown-key}
 * @param source the place in the environment file (or in the manifest judged)
 * @param rendered the place in the rendered file, where there is one
 * @param found what is there
 * @param allowed what would be right; empty where {@code found} says it all
 * @param remedy what to do
 */
public record Finding(
        String rule,
        Severity severity,
        Source source,
        Optional<Source> rendered,
        String found,
        String allowed,
        String remedy)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::source)
                    .thenComparing(Finding::rule)
                    .thenComparing(finding -> finding.rendered().map(Source::toString).orElse(""))
                    .thenComparing(Finding::found)
                    .thenComparing(Finding::allowed)
                    .thenComparing(Finding::remedy)
                    .thenComparing(Finding::severity);

    /** An error with a place in an input file only. */
    public static Finding error(
            String rule, Source source, String found, String allowed, String remedy) {
        return new Finding(rule, Severity.ERROR, source, Optional.empty(), found, allowed, remedy);
    }

    /** A warning with a place in an input file only. */
    public static Finding warning(
            String rule, Source source, String found, String allowed, String remedy) {
        return new Finding(
                rule, Severity.WARNING, source, Optional.empty(), found, allowed, remedy);
    }

    /** The same finding, more or less grave than its rule has it. */
    public Finding as(Severity other) {
        return new Finding(rule, other, source, rendered, found, allowed, remedy);
    }

    /** The same finding with the place in the rendered file. */
    public Finding renderedAt(Source place) {
        return new Finding(rule, severity, source, Optional.of(place), found, allowed, remedy);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** The one line a person reads. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        line.append(source).append("  ").append(severity).append("  ").append(rule).append("  ");
        if (!source.path().isEmpty()) {
            line.append(source.path()).append(": ");
        }
        line.append(found);
        if (!allowed.isEmpty()) {
            line.append("; allowed: ").append(allowed);
        }
        if (!remedy.isEmpty()) {
            line.append("; ").append(remedy);
        }
        // A finding is one line whatever an input file put into it; escapes must not reach a
        // terminal.
        return printable(line);
    }

    private static String printable(CharSequence text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    int type = Character.getType(point);
                    if (Character.isISOControl(point)
                            || type == Character.FORMAT
                            || type == Character.LINE_SEPARATOR
                            || type == Character.PARAGRAPH_SEPARATOR
                            || type == Character.SURROGATE) {
                        clean.append('\u00b7');
                    } else {
                        clean.appendCodePoint(point);
                    }
                });
        return clean.toString();
    }
}
