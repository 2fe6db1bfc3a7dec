package dev.larry.model;

import java.time.LocalDate;
import java.util.Optional;

/** A finding that somebody accepts for a time, and why. */
public record Exemption(
        @Doc("The rule whose finding is accepted, by its id.") @As(Syntax.RULE) String rule,
        @Doc("The object it is found in: Kind/namespace/name, or Kind/name without a namespace.")
                @As(Syntax.OBJECT)
                String object,
        @Doc("The container, where only what is found in this one is accepted.")
                @As(Syntax.DNS_LABEL)
                Optional<String> container,
        @Doc("Why it is accepted, for whoever reviews it.") @As(Syntax.TEXT) String reason,
        @Doc("The last day on which it is accepted, in UTC.") LocalDate expires) {
    /** Whether it no longer holds. */
    public boolean isExpired(LocalDate today) {
        return expires.isBefore(today);
    }

    /** What it is about, as a person names it. */
    public String subject() {
        return object + container.map(name -> " container " + name).orElse("");
    }
}
