package dev.larry.agent.report;

import dev.larry.agent.ledger.Account;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.metrics.Samples;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.Metric;
import dev.larry.contract.RunState;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The token ledger as metrics and as accounts of states and reports. */
public final class TokenSamples {
    private TokenSamples() {}

    /** Adds the accounts of one Larry. */
    public static void add(Samples samples, PhaseSettings phase, Ledger ledger) {
        String larry = phase.larry();
        samples.add(Metric.TOKENS_BUDGET, phase.tokens().value(), larry, "larry");
        ledger.account(TokenPath.larry(larry))
                .ifPresent(account ->
                        samples.add(Metric.TOKENS_BUDGET, account.cap(), larry, "larry")
                                .add(Metric.TOKENS_RESERVED, account.reserved(), larry)
                                .add(Metric.TOKENS_REFUSED, account.refused(), larry, "larry")
                                .add(Metric.RESERVE_GRANTED, account.fromReserve(), larry));
        for (WorkerSettings worker : phase.workers()) {
            holder(samples, larry, worker.name(), TokenPath.worker(larry, worker.name()), ledger);
        }
        for (MasterSettings master : phase.masters()) {
            holder(samples, larry, master.name(), TokenPath.master(larry, master.name()), ledger);
            ledger.account(TokenPath.pool(larry, master.name()))
                    .ifPresent(pool ->
                            samples.add(Metric.POOL_GRANTED, pool.granted(), larry, master.name()));
        }
    }

    private static void holder(
            Samples samples, String larry, String name, TokenPath path, Ledger ledger) {
        Optional<Account> account = ledger.account(path.holder());
        account.ifPresent(found ->
                samples.add(Metric.TOKENS_BUDGET, found.cap(), larry, name)
                        .add(Metric.TOKENS_USED, found.spent(), larry, name)
                        .add(Metric.TOKENS_REFUSED, found.refused(), larry, name));
    }

    /** The nodes of one Larry, its own first. */
    public static List<String> nodes(PhaseSettings phase) {
        List<String> nodes = new ArrayList<>(List.of(TokenPath.larry(phase.larry())));
        for (MasterSettings master : phase.masters()) {
            nodes.add(TokenPath.master(phase.larry(), master.name()).holder());
            nodes.add(TokenPath.pool(phase.larry(), master.name()));
        }
        phase.workers()
                .forEach(worker ->
                        nodes.add(TokenPath.worker(phase.larry(), worker.name()).holder()));
        return nodes;
    }

    /** The accounts of one Larry, as far as Redis has them. */
    public static List<RunState.Account> accounts(PhaseSettings phase, Ledger ledger) {
        return accounts(nodes(phase), ledger);
    }

    /** Every account, as far as Redis has them. */
    public static List<RunState.Account> accounts(FleetSettings fleet, Ledger ledger) {
        return accounts(Tree.caps(fleet).sequencedKeySet(), ledger);
    }

    /** The accounts of these nodes, as far as Redis has them. */
    public static List<RunState.Account> accounts(Collection<String> nodes, Ledger ledger) {
        List<RunState.Account> accounts = new ArrayList<>();
        ledger.accounts(nodes)
                .forEach((node, account) ->
                        accounts.add(
                                new RunState.Account(
                                        node,
                                        new Tokens(account.cap()),
                                        new Tokens(account.spent()),
                                        new Tokens(account.reserved()),
                                        new Tokens(account.granted()),
                                        new Tokens(account.fromReserve()),
                                        account.refused())));
        return accounts;
    }
}
