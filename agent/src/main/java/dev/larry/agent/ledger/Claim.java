package dev.larry.agent.ledger;

/**
 * By which right a worker draws: the lease it holds. Whoever holds an old fence draws nothing.
 *
 * @param owner of the lease, one process
 */
public record Claim(String task, String owner, long fence) {}
