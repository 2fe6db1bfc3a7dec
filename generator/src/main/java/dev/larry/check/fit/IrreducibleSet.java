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
    private static final long PER_SEARCH = 4_000_000;

    private final Packing packing;
    private final Effort effort;
    private List<Alike> left = List.of();

    IrreducibleSet(Packing packing, Effort effort) {
        this.packing = packing;
        this.effort = effort;
    }

    /** Pods of which it does not matter which one is dropped. */
    private static final class Alike {
        private List<Seeker> seekers;

        /** How many of these were placed beside all that is left of the others; -1: none tried. */
        private int placed = -1;

        Alike(List<Seeker> seekers) {
            this.seekers = seekers;
        }

        boolean isNeeded() {
            return placed >= seekers.size() - 1;
        }
    }

    /** Whether each pod of what was returned is proved to be needed. */
    boolean proved() {
        return left.stream().allMatch(Alike::isNeeded);
    }

    /**
     * The pods that are left.
     *
     * @param impossible pods that cannot be placed
     * @param stuck what the proof of that speaks of
     */
    List<Seeker> within(List<Seeker> impossible, List<Demand> stuck) {
        left = alike(only(impossible, stuck));
        for (int size = Math.max(1, left.size() / 2); ; size = Math.max(1, size / 2)) {
            dropRuns(size);
            if (size == 1) {
                break;
            }
        }
        if (left.size() == 1) {
            left.getFirst().placed = 0; // nothing can always be placed
        }
        for (Alike alike : left) {
            fewest(alike);
        }
        return all();
    }

    private List<Seeker> all() {
        return left.stream().flatMap(alike -> alike.seekers.stream()).toList();
    }

    private void dropRuns(int size) {
        int at = 0;
        while (at < left.size() && left.size() > 1) {
            int end = Math.min(left.size(), at + size);
            if (left.subList(at, end).stream().anyMatch(alike -> alike.placed >= 0)) {
                at += size; // one of them is known to be needed
                continue;
            }
            List<Alike> fewer = new ArrayList<>(left.subList(0, at));
            fewer.addAll(left.subList(end, left.size()));
            List<Seeker> rest = fewer.stream().flatMap(alike -> alike.seekers.stream()).toList();
            Result result = solve(rest);
            if (result.verdict() == Verdict.IMPOSSIBLE) {
                // What stands before was needed beside all this; what the proof speaks of may be
                // less still.
                at = keep(fewer, at, identities(only(rest, result.stuck())));
            } else {
                if (end - at == 1 && result.verdict() == Verdict.PLACED) {
                    left.get(at).placed = 0;
                }
                at += size;
            }
        }
    }

    /** Keeps those that a proof speaks of; how many of the first are among them. */
    private int keep(List<Alike> from, int first, Set<Seeker> speaks) {
        int before = 0;
        List<Alike> kept = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            Alike alike = from.get(i);
            alike.seekers = alike.seekers.stream().filter(speaks::contains).toList();
            if (!alike.seekers.isEmpty()) {
                kept.add(alike);
                before += i < first ? 1 : 0;
            }
        }
        left = kept;
        return before;
    }

    /** Of pods that are alike, as many as are needed: halves what is between too few and enough. */
    private void fewest(Alike alike) {
        List<Seeker> whole = alike.seekers;
        int tooFew = Math.max(0, alike.placed);
        int enough = whole.size();
        while (enough - tooFew > 1) {
            int half = (tooFew + enough) / 2;
            alike.seekers = whole.subList(0, half);
            Verdict verdict = solve(all()).verdict();
            if (verdict == Verdict.IMPOSSIBLE) {
                enough = half;
            } else {
                alike.placed = verdict == Verdict.PLACED ? half : alike.placed;
                tooFew = half;
            }
        }
        alike.seekers = whole.subList(0, enough);
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

    private static Set<Seeker> identities(Collection<Seeker> seekers) {
        Set<Seeker> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(seekers);
        return set;
    }

    private static List<Alike> alike(List<Seeker> seekers) {
        record Traits(Size size, NodeSet nodes, String volume) {}
        Map<Traits, List<Seeker>> kinds = new LinkedHashMap<>();
        for (Seeker seeker : seekers) {
            Traits traits = new Traits(seeker.size(), seeker.nodes(), seeker.volume());
            kinds.computeIfAbsent(traits, _ -> new ArrayList<>()).add(seeker);
        }
        return new ArrayList<>(kinds.values().stream().map(Alike::new).toList());
    }
}
