package dev.larry.agent.ledger;

import java.util.Map;

/**
 * A node of the ledger's tree, in tokens.
 *
 * @param cap what may be spent, grants included
 * @param reserved by open reservations
 * @param granted given away, for pools and the reserve
 * @param refused reservations and grants that it refused
 * @param overrun used beyond every cap
 * @param fromReserve part of the cap that the reserve granted
 * @param fromPool part of the cap that a pool granted
 */
public record Account(
        long cap,
        long spent,
        long reserved,
        long granted,
        long refused,
        long overrun,
        long fromReserve,
        long fromPool) {
    /** What can still be set aside, or granted. */
    public long left() {
        return cap - spent - reserved - granted;
    }

    static Account of(Map<String, String> fields) {
        return new Account(
                number(fields, "cap"),
                number(fields, "spent"),
                number(fields, "reserved"),
                number(fields, "granted"),
                number(fields, "refused"),
                number(fields, "overrun"),
                number(fields, "from:reserve"),
                number(fields, "from:pool"));
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
