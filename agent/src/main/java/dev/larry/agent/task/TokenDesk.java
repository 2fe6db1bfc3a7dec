package dev.larry.agent.task;

import dev.larry.agent.events.Event;
import dev.larry.agent.ledger.Claim;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.ledger.Reservation;
import dev.larry.agent.ledger.Reserved;
import dev.larry.agent.ledger.Settled;
import dev.larry.contract.EventKind;
import dev.larry.contract.TokenPath;
import dev.larry.contract.TokenRequest;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Where one attempt gets its tokens: it reserves under the attempt's lease, and where they do not
 * suffice it asks the coordinator for more and waits for the answer. What meters LLM calls stands
 * before it and reserves and settles here too.
 */
final class TokenDesk {
    /** How long a request for more is waited for; the coordinator may just be restarting. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final long PAUSE_MILLIS = 100;

    private final TaskContext context;
    private final Assignment assignment;
    private final Ledger ledger;
    private final TokenPath path;
    private final Claim claim;

    TokenDesk(TaskContext context, Assignment assignment, long fence) {
        this.context = context;
        this.assignment = assignment;
        this.ledger = context.ledger();
        this.path = assignment.path(context);
        this.claim = new Claim(assignment.id(), context.owner(), fence);
    }

    /**
     * Sets tokens aside.
     *
     * @param id the same for a repeated call
     * @param deadline after which they are spent unless settled
     * @param reason why more than the holder's own may be needed, for whoever grants it
     */
    Reserved reserve(String id, Tokens tokens, Duration deadline, String reason)
            throws InterruptedException {
        Reservation reservation = new Reservation(unique(id), path, tokens, deadline, claim);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Reserved answer = ledger.reserve(reservation);
            if (!(answer instanceof Reserved.Refused refused)) {
                return answer;
            }
            long more = tokens.value() - Math.max(0, refused.left());
            TokenRequest request =
                    new TokenRequest(
                            UUID.randomUUID().toString(),
                            assignment.name(),
                            assignment.master(),
                            more,
                            reason,
                            context.clock().instant().plus(PATIENCE));
            context.events()
                    .append(
                            new Event(
                                    EventKind.TOKENS_REQUESTED,
                                    context.larry().name(),
                                    assignment.id(),
                                    request.data()));
            Answer granted = await(request, end);
            if (granted == Answer.REFUSED) {
                return new Reserved.Refused(TokenPath.RESERVE, reserveLeft());
            }
            if (granted == Answer.NONE) {
                return refused;
            }
        }
    }

    private enum Answer {
        GRANTED,
        REFUSED,
        NONE
    }

    private Answer await(TokenRequest request, long end) throws InterruptedException {
        String phase = context.keys().phase(context.larry().name());
        while (System.nanoTime() - end < 0) {
            Map<String, String> answers = context.redis().call(jedis -> jedis.hgetAll(phase));
            if (answers.containsKey(request.grantedField())) {
                return Answer.GRANTED;
            }
            if (answers.containsKey(request.refusedField())) {
                return Answer.REFUSED;
            }
            if (context.stop().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return Answer.NONE;
            }
        }
        return Answer.NONE;
    }

    private long reserveLeft() {
        return ledger.account(TokenPath.RESERVE).map(account -> account.left()).orElse(0L);
    }

    /** Ends a reservation by what was used. */
    Settled settle(String id, Tokens used) {
        return ledger.settle(unique(id), path, used);
    }

    /** Ends a reservation whose call was never made. */
    Settled release(String id) {
        return ledger.release(unique(id), path);
    }

    /** A script's own name for a reservation is its attempt's only. */
    private String unique(String id) {
        return assignment.id() + "#" + claim.fence() + "#" + id;
    }
}
