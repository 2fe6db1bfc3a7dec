package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** Tells what passes by itself from what does not, and says it in one line. */
final class Failures {
    /**
     * Answers of a server that is not (or no longer) the one that takes writes, or not yet ready.
     */
    private static final Pattern PASSING =
            Pattern.compile(
                    "(?:ERR"
                        + " .*-)?(?:READONLY|LOADING|MASTERDOWN|NOREPLICAS|OOM|BUSY|MISCONF|TRYAGAIN)\\b.*");

    private Failures() {}

    /** Ends the agent where trying again cannot help. */
    static void refuseIfFinal(JedisException e, String place) {
        for (Throwable cause : reasons(e)) {
            if (cause instanceof SSLException
                    || cause instanceof JedisAccessControlException
                    || cause instanceof JedisDataException data
                            && !PASSING.matcher(text(data)).matches()) {
                // A server before 6 does not know the command that every connection begins with.
                String older =
                        text(cause).contains("HELLO")
                                ? "; version 6.2 or later is needed: upgrade the server"
                                : "";
                throw new AgentException(
                        ExitCode.BAD_REDIS,
                        "redis " + place + ": refused: " + text(cause) + older,
                        e);
            }
        }
    }

    /** The last reason behind it. */
    static String reason(Throwable e) {
        return text(reasons(e).getLast());
    }

    /** Itself and what lies behind it; Jedis keeps what each address answered as suppressed. */
    private static List<Throwable> reasons(Throwable e) {
        List<Throwable> reasons = new ArrayList<>();
        for (Throwable next = e; next != null && !reasons.contains(next); ) {
            reasons.add(next);
            next =
                    next.getCause() != null || next.getSuppressed().length == 0
                            ? next.getCause()
                            : next.getSuppressed()[0];
        }
        return reasons;
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
