package dev.larry.model;

/** Totals over all Larrys, as somebody planned them. */
public record Declared(
        @Doc("The sum of what all pods of all Larrys request.") Amount requests,
        @Doc("The sum of their limits.") Amount limits) {}
