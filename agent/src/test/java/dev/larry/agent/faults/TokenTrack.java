package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.contract.TokenPath;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a history tells of the tokens: at each level, what was really reserved and used against what
 * may be, whatever the ledger believes. A reservation counts from its answer on, what a settlement
 * gives back from its invocation on.
 */
final class TokenTrack {
    private final List<Violation> violations;
    private final Map<String, Long> caps = new HashMap<>();
    private final Map<String, Long> drawn = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Entry> granting = new HashMap<>();
    private long overspent;

    TokenTrack(List<Violation> violations) {
        this.violations = violations;
    }

    void see(Entry entry) {
        if (entry.op() == Op.CAP) {
            caps.put(entry.subject(), entry.tokens());
        } else if (entry.op() == Op.ACCOUNT) {
            long now = drawn.getOrDefault(entry.subject(), 0L);
            if (entry.tokens() < now && !entry.subject().equals(TokenPath.RESERVE)) {
                violations.add(
                        new Violation(
                                "I4",
                                entry.subject() + ": " + now + " were drawn, and it knows less",
                                List.of(entry)));
            }
            if (entry.tokens() > entry.number()) {
                violations.add(
                        new Violation(
                                "I4",
                                entry.subject() + ": the ledger itself is beyond its cap",
                                List.of(entry)));
            }
        } else if (entry.op() == Op.RESERVE && entry.kind() == Kind.OK) {
            String[] parts = entry.subject().split(" ", 3);
            if (reserved.putIfAbsent(parts[2], entry.tokens()) == null) {
                for (String node : List.of(TokenPath.RUN, parts[0], parts[1])) {
                    draw(node, entry.tokens(), entry);
                }
            }
        } else if (entry.op() == Op.SETTLE && entry.kind() == Kind.INVOKE) {
            String[] parts = entry.subject().split(" ", 3);
            Long before = reserved.replace(parts[2], entry.tokens());
            if (before != null) {
                for (String node : List.of(TokenPath.RUN, parts[0], parts[1])) {
                    drawn.merge(node, entry.tokens() - before, Long::sum);
                }
            }
        } else if (entry.op() == Op.GRANT) {
            grant(entry);
        }
    }

    /** The cap rises from the invocation on; if it is refused, it falls back. */
    private void grant(Entry entry) {
        String[] parts = entry.subject().split(" ", 3);
        if (entry.kind() == Kind.INVOKE) {
            granting.put(entry.process(), entry);
            raise(parts, entry.tokens());
        } else if (entry.kind() == Kind.FAIL) {
            Entry asked = granting.remove(entry.process());
            if (asked != null) {
                raise(parts, -asked.tokens());
            }
        } else if (entry.kind() == Kind.OK) {
            draw(TokenPath.RESERVE, entry.tokens(), entry);
        }
    }

    private void raise(String[] parts, long tokens) {
        caps.merge(parts[0], tokens, Long::sum);
        caps.merge(parts[1], tokens, Long::sum);
    }

    private void draw(String node, long tokens, Entry entry) {
        long now = drawn.merge(node, tokens, Long::sum);
        long cap = caps.getOrDefault(node, 0L);
        if (now > cap) {
            overspent = Math.max(overspent, now - cap);
            violations.add(
                    new Violation(
                            "I4",
                            node + ": " + now + " of " + cap + " tokens are drawn",
                            List.of(entry)));
        }
    }

    void finish() {
        granting.clear();
    }
}
