package dev.larry.agent.faults;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.agent.faults.Setup.Variant;
import dev.larry.agent.ledger.Claim;
import dev.larry.agent.ledger.Granted;
import dev.larry.agent.ledger.Reservation;
import dev.larry.agent.ledger.Reserved;
import dev.larry.agent.ledger.Settled;
import dev.larry.contract.AgentException;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

/** Draws tokens as a task's calls do: reserves, uses, settles; asks the reserve when refused. */
final class Drawing {
    private static final int LARGEST = 6_000;

    private final Setup setup;
    private final ProtocolRun run;
    private final History.Log log;
    private final Random random;

    Drawing(Setup setup, ProtocolRun run, History.Log log, Random random) {
        this.setup = setup;
        this.run = run;
        this.log = log;
        this.random = random;
    }

    /** Reserves, uses and settles. */
    void draw(TokenPath path, Claim claim, String opId) {
        OptionalLong reserved = reserved(path, claim, opId);
        if (reserved.isPresent()) {
            settle(path, opId, random.nextLong(reserved.getAsLong() + 1));
        }
    }

    /** Reserves for a call that nobody will tell the end of. */
    void begin(TokenPath path, Claim claim, String opId) {
        reserved(path, claim, opId);
    }

    /** What was reserved and is to be settled. */
    private OptionalLong reserved(TokenPath path, Claim claim, String opId) {
        long tokens = 1 + random.nextInt(LARGEST);
        String subject = subject(path, opId);
        log.invoke(Op.RESERVE, subject, claim.fence(), tokens);
        try {
            Reservation reservation =
                    new Reservation(opId, path, new Tokens(tokens), Duration.ofMinutes(1), claim);
            Reserved answer = run.ledger().reserve(reservation);
            if (setup.variant() == Variant.TWICE) {
                answer = run.ledger().reserve(reservation);
            }
            boolean refused = !(answer instanceof Reserved.Granted);
            if (refused && setup.variant() != Variant.DRAWS_THOUGH_REFUSED) {
                log.fail(Op.RESERVE, subject, answer.toString());
                if (answer instanceof Reserved.Refused) {
                    ask(path, opId);
                }
                return OptionalLong.empty();
            }
            log.ok(Op.RESERVE, subject, claim.fence(), tokens, "");
            return refused ? OptionalLong.empty() : OptionalLong.of(tokens);
        } catch (AgentException e) {
            log.info(Op.RESERVE, subject, String.valueOf(e.getMessage()));
            return OptionalLong.empty();
        }
    }

    private static String subject(TokenPath path, String opId) {
        return path.group() + " " + path.holder() + " " + opId;
    }

    private void settle(TokenPath path, String opId, long used) {
        String subject = subject(path, opId);
        log.invoke(Op.SETTLE, subject, 0, used);
        try {
            Settled settled = run.ledger().settle(opId, path, new Tokens(used));
            if (setup.variant() == Variant.TWICE) {
                settled = run.ledger().settle(opId, path, new Tokens(used));
            }
            log.ok(Op.SETTLE, subject, 0, used, settled.toString());
        } catch (AgentException e) {
            log.info(Op.SETTLE, subject, String.valueOf(e.getMessage()));
        }
    }

    private void ask(TokenPath path, String opId) {
        long tokens = 1_000;
        String subject = subject(path, opId);
        log.invoke(Op.GRANT, subject, 0, tokens);
        try {
            Granted answer =
                    run.granting()
                            .fromReserve(
                                    opId,
                                    setup.fleet().reserve(),
                                    path.group(),
                                    path,
                                    new Tokens(tokens),
                                    "refused");
            if (answer instanceof Granted.Given) {
                log.ok(Op.GRANT, subject, 0, tokens, answer.toString());
            } else {
                log.fail(Op.GRANT, subject, answer.toString());
            }
        } catch (AgentException e) {
            log.info(Op.GRANT, subject, String.valueOf(e.getMessage()));
        }
    }
}
