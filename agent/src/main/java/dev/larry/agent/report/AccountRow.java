package dev.larry.agent.report;

import dev.larry.contract.RunState.Account;
import dev.larry.model.Tokens;

/**
 * A node of the ledger as a line of a table.
 *
 * @param share spent of the cap; empty where nothing may be spent
 * @param depth how far below the run
 */
public record AccountRow(
        String node, Tokens cap, Tokens spent, Tokens reserved, String share, int depth) {
    static AccountRow of(Account account) {
        long cap = account.cap().value();
        return new AccountRow(
                account.node(),
                account.cap(),
                account.spent(),
                account.reserved(),
                cap == 0 ? "" : Math.round(100.0 * account.spent().value() / cap) + " %",
                (int) account.node().chars().filter(c -> c == '/').count());
    }
}
