package dev.larry.model;

/** The LLM token budget of one run. */
public record Budget(
        @Doc("All Larrys, the meta-coordinator and the reserve together.") Tokens total,
        @Doc("The meta-coordinator's own.") Tokens meta,
        @Doc("The emergency reserve, granted by coordinators with a reason.") Tokens reserve) {}
