package dev.larry.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Findings in order, none twice; knows whether they block. */
public record Findings(List<Finding> all) implements Iterable<Finding> {
    public static final Findings NONE = new Findings(List.of());

    public Findings {
        all = List.copyOf(new TreeSet<>(all));
    }

    /** Findings from a collection in any order. */
    public static Findings of(Collection<Finding> findings) {
        return new Findings(new ArrayList<>(findings));
    }

    /** Both together. */
    public Findings and(Findings other) {
        List<Finding> both = new ArrayList<>(all);
        both.addAll(other.all);
        return new Findings(both);
    }

    /** Whether any is an error. */
    public boolean block() {
        return errors() > 0;
    }

    public long errors() {
        return count(Severity.ERROR);
    }

    public long warnings() {
        return count(Severity.WARNING);
    }

    public long notes() {
        return count(Severity.NOTE);
    }

    private long count(Severity severity) {
        return all.stream().filter(finding -> finding.severity() == severity).count();
    }

    @Override
    public Iterator<Finding> iterator() {
        return all.iterator();
    }
}
