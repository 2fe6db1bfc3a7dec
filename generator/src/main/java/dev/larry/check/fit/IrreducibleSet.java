package dev.larry.check.fit;

import dev.larry.check.fit.Packing.Result;
import dev.larry.check.fit.Packing.Verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes pods away from those that cannot be placed until each that is left is needed: drop any one
 * and the rest fit. Fewer pods never fit worse, so a pod found to be needed stays so.
 */
final class IrreducibleSet {
    private static final long PER_SEARCH = 2_000_000;

    private final Packing packing;
    private final Effort effort;
    private boolean proved = true;

    IrreducibleSet(Packing packing, Effort effort) {
        this.packing = packing;
        this.effort = effort;
    }

    /** Whether each pod of what was returned is proved to be needed. */
    boolean proved() {
        return proved;
    }

    /**
     * The pods that are left.
     *
     * @param impossible pods that cannot be placed
     * @param stuck what the proof of that speaks of
     */
    List<Seeker> within(List<Seeker> impossible, List<Demand> stuck) {
        List<List<Seeker>> alike = alike(only(impossible, stuck));
        for (int size = Math.max(1, alike.size() / 2); ; size = Math.max(1, size / 2)) {
            alike = withoutRuns(alike, size);
            if (size == 1) {
                break;
            }
        }
        for (int i = 0; i < alike.size(); i++) {
            fewest(alike, i);
        }
        return alike.stream().flatMap(Collection::stream).toList();
    }

    private List<List<Seeker>> withoutRuns(List<List<Seeker>> from, int size) {
        List<List<Seeker>> kept = from;
        int at = 0;
        while (at < kept.size() && kept.size() > 1) {
            List<List<Seeker>> fewer = new ArrayList<>(kept.subList(0, at));
            fewer.addAll(kept.subList(Math.min(kept.size(), at + size), kept.size()));
            List<Seeker> rest = fewer.stream().flatMap(Collection::stream).toList();
            Result result = solve(rest);
            if (result.verdict() == Verdict.IMPOSSIBLE) {
                // What stands before was needed beside all this; what the proof speaks of may be
                // less still.
                Set<Seeker> speaks = identities(only(rest, result.stuck()));
                int before = 0;
                List<List<Seeker>> next = new ArrayList<>();
                for (int i = 0; i < fewer.size(); i++) {
                    List<Seeker> left = fewer.get(i).stream().filter(speaks::contains).toList();
                    if (!left.isEmpty()) {
                        next.add(left);
                        before += i < at ? 1 : 0;
                    }
                }
                kept = next;
                at = before;
            } else {
                proved &= size > 1 || result.verdict() == Verdict.PLACED;
                at += size;
            }
        }
        return kept;
    }

    /** Of pods that are alike, as many as are needed: halves what is between too few and enough. */
    private void fewest(List<List<Seeker>> alike, int which) {
        List<Seeker> all = alike.get(which);
        int tooFew = 0;
        int enough = all.size();
        while (enough - tooFew > 1) {
            int half = (tooFew + enough) / 2;
            alike.set(which, all.subList(0, half));
            Result result = solve(alike.stream().flatMap(Collection::stream).toList());
            if (result.verdict() == Verdict.IMPOSSIBLE) {
                enough = half;
            } else {
                proved &= result.verdict() == Verdict.PLACED;
                tooFew = half;
            }
        }
        alike.set(which, all.subList(0, enough));
    }

    private Result solve(List<Seeker> seekers) {
        if (effort.spent()) {
            return new Result(Verdict.UNDECIDED, Map.of(), List.of());
        }
        effort.spend(seekers.size());
        Effort part = effort.part(PER_SEARCH);
        Result result = packing.solve(Seekers.demands(seekers), part);
        effort.settle(PER_SEARCH, part);
        return result;
    }

    private static List<Seeker> only(List<Seeker> seekers, List<Demand> demands) {
        Set<Object> pods = Collections.newSetFromMap(new IdentityHashMap<>());
        demands.forEach(demand -> pods.addAll(demand.pods()));
        return seekers.stream().filter(seeker -> pods.contains(seeker.pod())).toList();
    }

    private static Set<Seeker> identities(List<Seeker> seekers) {
        Set<Seeker> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(seekers);
        return set;
    }

    private static List<List<Seeker>> alike(List<Seeker> seekers) {
        record Kind(long cpu, long memory, List<Integer> nodes, String volume) {}
        Map<Kind, List<Seeker>> kinds = new LinkedHashMap<>();
        for (Seeker seeker : seekers) {
            Kind kind = new Kind(seeker.cpu(), seeker.memory(), seeker.nodes(), seeker.volume());
            kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(seeker);
        }
        return new ArrayList<>(kinds.values());
    }
}
