package dev.larry.agent.recovery;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.ledger.Granted;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.record.RunRecord.Grant;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.RunRecords.GrantOutcome;
import dev.larry.agent.redis.Announcement;
import dev.larry.contract.EventKind;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Grants tokens of a pool or the reserve: first in the run's record, which outlives Redis, then in
 * the ledger, with the event that says so. Made again with the same grant id, it is made once.
 */
public final class Granting {
    private final RunRecords runs;
    private final Ledger ledger;
    private final EventStream events;

    public Granting(RunRecords runs, Ledger ledger, EventStream events) {
        this.runs = runs;
        this.ledger = ledger;
        this.events = events;
    }

    /**
     * Grants from a master's pool to a worker of the same Larry.
     *
     * @param cap of the pool
     */
    public Granted fromPool(
            String grantId, String larry, String master, Tokens cap, TokenPath to, Tokens tokens) {
        Grant grant = new Grant(grantId, TokenPath.pool(larry, master), to, tokens.value(), null);
        return grant(
                grant,
                cap,
                event(EventKind.POOL_GRANTED, larry, grant, Map.of("master", master)),
                announcement ->
                        ledger.grantFromPool(grantId, larry, master, to, tokens, announcement));
    }

    /**
     * Grants from the emergency reserve.
     *
     * @param cap of the reserve
     * @param larry that asks; none for the meta-coordinator
     */
    public Granted fromReserve(
            String grantId,
            Tokens cap,
            @Nullable String larry,
            TokenPath to,
            Tokens tokens,
            String reason) {
        Grant grant = new Grant(grantId, TokenPath.RESERVE, to, tokens.value(), reason);
        return grant(
                grant,
                cap,
                event(EventKind.RESERVE_GRANTED, larry, grant, Map.of("reason", reason)),
                announcement -> ledger.grantFromReserve(grantId, to, tokens, announcement));
    }

    private Granted grant(
            Grant grant, Tokens cap, Event event, Function<Announcement, Granted> inRedis) {
        if (runs.grant(grant, cap.value()) == GrantOutcome.EXHAUSTED) {
            return new Granted.Refused(cap.value() - runs.read().granted(grant.from()));
        }
        return events.with(
                event, inRedis, granted -> granted instanceof Granted.Given given && given.fresh());
    }

    private static Event event(
            EventKind kind, @Nullable String larry, Grant grant, Map<String, Object> more) {
        Map<String, Object> data = new TreeMap<>(more);
        data.put("grant", grant.id());
        data.put("tokens", grant.tokens());
        data.put("to", grant.to().holder());
        return new Event(kind, larry, null, data);
    }
}
