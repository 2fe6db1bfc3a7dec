package dev.larry.agent.ledger;

import dev.larry.agent.redis.Announcement;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Script;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The account of tokens: a tree whose every level has a cap that what is spent and what is reserved
 * below it never exceed. A call reserves the most it may use, then settles what it used; what was
 * never settled is spent. Every operation may be made again and is then made once.
 */
public final class Ledger {
    private static final Script RESERVE = Script.load(Ledger.class, "reserve", 8);
    private static final Script SETTLE = Script.load(Ledger.class, "settle", 6);
    private static final Script GRANT = Script.load(Ledger.class, "grant", 6);
    private static final int SWEPT = 100;

    private final Guard guard;
    private final RedisKeys keys;

    public Ledger(Guard guard) {
        this.guard = guard;
        this.keys = guard.keys();
    }

    /** Sets tokens aside at every level of a path, or at none. */
    public Reserved reserve(Reservation reservation) {
        TokenPath path = reservation.path();
        Claim claim = reservation.claim();
        String task = claim == null ? "" : claim.task();
        List<String> keysOf = new ArrayList<>(nodes(path));
        keysOf.addAll(List.of(keys.reservation(reservation.opId()), keys.reservations()));
        keysOf.addAll(List.of(keys.task(task), keys.lease(task)));
        List<String> answer =
                guard.eval(
                        RESERVE,
                        keysOf,
                        List.of(
                                reservation.opId(),
                                Long.toString(reservation.tokens().value()),
                                millis(reservation.deadline()),
                                claim == null ? "" : claim.owner(),
                                claim == null ? "" : Long.toString(claim.fence()),
                                path.group() + " " + path.holder()));
        return switch (answer.getFirst()) {
            case "RESERVED" -> new Reserved.Granted(number(answer, 1));
            case "REFUSED" -> new Reserved.Refused(level(path, answer), number(answer, 2));
            case "STALE" -> new Reserved.Stale(number(answer, 1));
            case "CLOSED" -> new Reserved.Closed(answer.get(1));
            case "ABSENT" -> new Reserved.Absent(level(path, answer));
            default -> throw new IllegalStateException("reserve answered " + answer);
        };
    }

    /** Ends a reservation by what was used. */
    public Settled settle(String opId, TokenPath path, Tokens used) {
        return end(opId, path, "settle", used.value());
    }

    /** Ends a reservation whose call was never made: nothing was used. */
    public Settled release(String opId, TokenPath path) {
        return end(opId, path, "release", 0);
    }

    /** Grants from a master's pool to a worker of the same Larry. */
    public Granted grantFromPool(
            String grantId,
            String larry,
            String master,
            TokenPath to,
            Tokens tokens,
            Announcement event) {
        return grant(grantId, TokenPath.pool(larry, master), "pool", to, tokens, event);
    }

    /**
     * Grants from the emergency reserve. Who asks has had the grant written into the run's record
     * first, so that it outlives Redis.
     */
    public Granted grantFromReserve(
            String grantId, TokenPath to, Tokens tokens, Announcement event) {
        return grant(grantId, TokenPath.RESERVE, "reserve", to, tokens, event);
    }

    /**
     * Spends what is past its deadline; any process may do it at any time.
     *
     * @return how many reservations expired
     */
    public int sweep() {
        // Redis decides by its own clock; this one only asks for candidates, and is generous.
        List<String> due =
                guard.redis()
                        .call(redis -> {
                            long now = Long.parseLong(redis.time().getFirst()) * 1_000 + 1_000;
                            return redis.zrangeByScore(keys.reservations(), 0, now, 0, SWEPT);
                        });
        int expired = 0;
        for (String opId : due) {
            Optional<TokenPath> path = path(opId);
            if (path.isPresent() && end(opId, path.get(), "expire", 0) instanceof Settled.Closed) {
                expired++;
            }
        }
        return expired;
    }

    /** A node of the tree as it is now; empty where there is none. */
    public Optional<Account> account(String node) {
        Map<String, String> fields = guard.redis().call(redis -> redis.hgetAll(keys.tokens(node)));
        return fields.isEmpty() ? Optional.empty() : Optional.of(Account.of(fields));
    }

    /** Those of these nodes that are there, in their order, asked for together. */
    public SequencedMap<String, Account> accounts(Collection<String> nodes) {
        SequencedMap<String, Account> found = new LinkedHashMap<>();
        Iterator<Map<String, String>> answers =
                guard.redis()
                        .each(
                                nodes.stream().map(keys::tokens).toList(),
                                (pipeline, key) -> pipeline.hgetAll(key))
                        .iterator();
        for (String node : nodes) {
            Map<String, String> fields = answers.next();
            if (!fields.isEmpty()) {
                found.put(node, Account.of(fields));
            }
        }
        return found;
    }

    private Optional<TokenPath> path(String opId) {
        String path = guard.redis().call(redis -> redis.hget(keys.reservation(opId), "path"));
        if (path == null) {
            return Optional.empty();
        }
        String[] parts = path.split(" ", 2);
        return Optional.of(new TokenPath(parts[0], parts[1]));
    }

    private Settled end(String opId, TokenPath path, String how, long used) {
        List<String> keysOf = new ArrayList<>(nodes(path));
        keysOf.addAll(List.of(keys.reservation(opId), keys.reservations()));
        List<String> answer = guard.eval(SETTLE, keysOf, List.of(opId, how, Long.toString(used)));
        return switch (answer.getFirst()) {
            case "SETTLED" -> new Settled.Charged(number(answer, 1), number(answer, 2));
            case "CLOSED" -> new Settled.Closed(answer.get(1), number(answer, 2));
            case "OPEN" -> new Settled.Open();
            case "ABSENT" -> new Settled.Absent();
            default -> throw new IllegalStateException("settle answered " + answer);
        };
    }

    private Granted grant(
            String grantId,
            String from,
            String kind,
            TokenPath to,
            Tokens tokens,
            Announcement event) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                grantId,
                                Long.toString(tokens.value()),
                                kind,
                                event.channel(),
                                Long.toString(event.number())));
        arguments.addAll(event.fields());
        List<String> answer =
                guard.eval(
                        GRANT,
                        List.of(
                                keys.tokens(from),
                                keys.tokens(to.group()),
                                keys.tokens(to.holder()),
                                event.stream(),
                                event.producer()),
                        arguments);
        return switch (answer.getFirst()) {
            case "GRANTED" -> new Granted.Given(number(answer, 1), number(answer, 2), true);
            case "KNOWN" -> new Granted.Given(number(answer, 1), number(answer, 2), false);
            case "REFUSED" -> new Granted.Refused(number(answer, 1));
            case "ABSENT" -> new Granted.Absent();
            default -> throw new IllegalStateException("grant answered " + answer);
        };
    }

    private List<String> nodes(TokenPath path) {
        return path.nodes().stream().map(keys::tokens).toList();
    }

    private static String level(TokenPath path, List<String> answer) {
        return path.nodes().get(Integer.parseInt(answer.get(1)) - 1);
    }

    private static long number(List<String> answer, int index) {
        return Long.parseLong(answer.get(index));
    }

    private static String millis(Duration span) {
        return Long.toString(span.toMillis());
    }
}
