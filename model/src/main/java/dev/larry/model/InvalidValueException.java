package dev.larry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that cannot be: names the part it belongs to, what was found, what is allowed and what to
 * do.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String component;
    private final String found;
    private final String allowed;
    private final String remedy;

    /**
     * @param component the record component at fault, empty for the whole value
     */
    public InvalidValueException(String component, String found, String allowed, String remedy) {
        super(found + "; allowed: " + allowed + "; " + remedy);
        this.component = component;
        this.found = found;
        this.allowed = allowed;
        this.remedy = remedy;
    }

    /** Throws the first, with the others suppressed in it; nothing where there is none. */
    static void throwAll(List<InvalidValueException> wrong) {
        if (!wrong.isEmpty()) {
            InvalidValueException first = wrong.getFirst();
            wrong.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** This and every problem thrown with it. */
    public List<InvalidValueException> all() {
        List<InvalidValueException> all = new ArrayList<>(List.of(this));
        for (Throwable other : getSuppressed()) {
            if (other instanceof InvalidValueException also) {
                all.addAll(also.all());
            }
        }
        return all;
    }

    public String component() {
        return component;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }

    public String remedy() {
        return remedy;
    }
}
