package dev.larry.model;

import java.util.List;

/** The findings of one tree that are accepted. */
@Doc("Findings of larry check that are accepted for a time, each with its reason.")
public record Exceptions(@Doc("One for each finding and object.") List<Exemption> exceptions) {
    public static final Exceptions NONE = new Exceptions(List.of());

    public Exceptions {
        exceptions = List.copyOf(exceptions);
    }
}
