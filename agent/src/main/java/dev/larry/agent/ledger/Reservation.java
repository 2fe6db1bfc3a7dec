package dev.larry.agent.ledger;

import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Tokens to set aside before a call that will use them.
 *
 * @param opId the same for a repeated call, and unique in the run
 * @param tokens the most that the call may use
 * @param deadline from now; a reservation that was not settled by then is spent in full
 * @param claim of a worker; none for masters and the meta-coordinator
 */
public record Reservation(
        String opId, TokenPath path, Tokens tokens, Duration deadline, @Nullable Claim claim) {}
