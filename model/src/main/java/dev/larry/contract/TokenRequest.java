package dev.larry.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A holder's request for tokens beyond its own, as its event of kind tokens_requested carries it.
 *
 * @param id once in the run; the grant has it too
 * @param holder name of the worker or master
 * @param until nobody waits for an answer any more
 */
public record TokenRequest(
        String id, String holder, boolean master, long tokens, String reason, Instant until) {
    /** The field of the Larry's phase that is set when it is refused. */
    public String refusedField() {
        return "refused:" + id;
    }

    /** The field of the Larry's phase that is set when it is granted. */
    public String grantedField() {
        return "granted:" + id;
    }

    /** Whose cap is to be raised. */
    public TokenPath path(String larry) {
        return master ? TokenPath.master(larry, holder) : TokenPath.worker(larry, holder);
    }

    /** The event's data. */
    public Map<String, Object> data() {
        return Map.of(
                "request",
                id,
                "holder",
                holder,
                "master",
                master,
                "tokens",
                tokens,
                "reason",
                reason,
                "until",
                until.toString());
    }

    /** The request that an event carries, if it carries one. */
    public static Optional<TokenRequest> of(Happening event) {
        Map<String, Object> data = event.data();
        if (data.get("request") instanceof String id
                && data.get("holder") instanceof String holder
                && data.get("tokens") instanceof Number tokens
                && tokens.longValue() > 0
                && data.get("until") instanceof String until) {
            try {
                return Optional.of(
                        new TokenRequest(
                                id,
                                holder,
                                Boolean.TRUE.equals(data.get("master")),
                                tokens.longValue(),
                                String.valueOf(data.getOrDefault("reason", "")),
                                Instant.parse(until)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
