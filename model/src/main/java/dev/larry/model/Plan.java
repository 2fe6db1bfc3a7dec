package dev.larry.model;

import java.util.List;

/** Texts that only people read. */
public record Plan(
        @Doc("How the fleet works, in a few sentences.") String strategy,
        @Doc("Risks and what is done about them.") List<Risk> risks) {
    public Plan {
        risks = List.copyOf(risks);
    }

    /** A risk and its mitigation. */
    public record Risk(
            @Doc("A short name.") @As(Syntax.TEXT) String name,
            @Doc("What could go wrong.") @As(Syntax.TEXT) String risk,
            @Doc("What is done about it.") @As(Syntax.TEXT) String mitigation) {}
}
