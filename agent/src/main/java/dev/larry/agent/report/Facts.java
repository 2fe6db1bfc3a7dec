package dev.larry.agent.report;

import dev.larry.contract.RunState.Account;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a run at one moment: its task records, its events, its token accounts.
 *
 * @param accounts none where Redis could not be asked
 * @param leases milliseconds that are left of them, by task, as far as they are known
 */
public record Facts(
        String run,
        Map<String, TaskRecordDocument> records,
        Digest digest,
        List<Account> accounts,
        Map<String, Long> leases) {
    public Facts {
        records = new HashMap<>(records);
        leases = new HashMap<>(leases);
        accounts = List.copyOf(accounts);
    }

    @Nullable TaskRecordDocument record(String task) {
        return records.get(task);
    }

    TaskRecordDocument recordOrOpen(String task) {
        TaskRecordDocument record = records.get(task);
        return record == null ? TaskRecordDocument.open(run, task) : record;
    }

    @Nullable Tokens spent(String node) {
        for (Account account : accounts) {
            if (account.node().equals(node)) {
                return account.spent();
            }
        }
        return null;
    }
}
