package dev.larry.agent.observer;

import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.report.TokenSamples;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.RunState.Account;
import dev.larry.contract.TokenPath;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The token accounts as they were read last. Whatever is set aside or spent is so at every level,
 * so a look reads the run's and the Larrys' accounts, and below them those of the Larrys that
 * changed or that an event was about, and of some others in turn.
 */
final class KnownAccounts {
    /** Larrys that are read at each look, whatever is known of them: all of a small fleet. */
    static final int IN_TURN = 10;

    private final Ledger ledger;
    private final List<String> above = new ArrayList<>();
    private final SequencedMap<String, List<String>> below = new LinkedHashMap<>();
    private final List<String> larrys;
    private final Map<String, Account> known = new HashMap<>();
    private int next;

    KnownAccounts(FleetSettings fleet, Ledger ledger) {
        this.ledger = ledger;
        above.add(TokenPath.RUN);
        above.add(TokenPath.RESERVE);
        above.addAll(TokenPath.meta().nodes().subList(1, 3));
        for (PhaseSettings phase : fleet.phases()) {
            below.put(phase.larry(), TokenSamples.nodes(phase));
        }
        this.larrys = List.copyOf(below.keySet());
    }

    /**
     * The accounts now, as far as a look goes and Redis has them.
     *
     * @param touched Larrys that an event was about
     */
    List<Account> look(Collection<String> touched) {
        List<String> first = new ArrayList<>(above);
        larrys.forEach(larry -> first.add(TokenPath.larry(larry)));
        Map<String, Account> before = new HashMap<>(known);
        read(first);
        Set<String> now = new LinkedHashSet<>();
        for (String larry : larrys) {
            String node = TokenPath.larry(larry);
            if (touched.contains(larry) || !Objects.equals(before.get(node), known.get(node))) {
                now.add(larry);
            }
        }
        for (int i = 0; i < Math.min(IN_TURN, larrys.size()); i++) {
            now.add(larrys.get(next));
            next = (next + 1) % larrys.size();
        }
        read(now.stream().flatMap(larry -> members(larry).stream()).toList());
        List<Account> all = new ArrayList<>();
        above.forEach(node -> add(all, node));
        below.values().forEach(nodes -> nodes.forEach(node -> add(all, node)));
        return all;
    }

    private void add(List<Account> all, String node) {
        Account account = known.get(node);
        if (account != null) {
            all.add(account);
        }
    }

    /** All but the Larry's own, which comes first. */
    private List<String> members(String larry) {
        List<String> nodes = below.getOrDefault(larry, List.of());
        return nodes.subList(Math.min(1, nodes.size()), nodes.size());
    }

    private void read(List<String> nodes) {
        List<Account> found = TokenSamples.accounts(nodes, ledger);
        known.keySet().removeAll(Set.copyOf(nodes));
        found.forEach(account -> known.put(account.node(), account));
    }
}
