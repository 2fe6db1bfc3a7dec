package dev.larry.model;

import java.util.Optional;

/** An LLM role that the coordinator runs for its Larry. */
public record MasterAgent(
        @Doc("Its name.") @As(Syntax.DNS_LABEL) String name,
        @Doc("Its own tokens.") Tokens tokens,
        @Doc("Tokens it may grant to its Larry's workers beyond theirs.") Tokens pool,
        @Doc("What it does, for people.") @Default("") String does,
        @Doc("Its program; none: the role has tokens and a pool, but runs nothing.")
                Optional<Task> task) {}
