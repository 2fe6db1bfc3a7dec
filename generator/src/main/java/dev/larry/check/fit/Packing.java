package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vector bin packing with given bins, each part that has to do with itself only: greedily, then
 * proofs by sums, then without what has no choice, then by {@link Cover} and {@link Search}.
 * Nothing is called impossible without a proof on whole numbers or a search that was whole.
 */
final class Packing {
    /** Above this many kinds times types a part is not searched. */
    private static final long SEARCHABLE = 200_000;

    private final long[][] room;

    /**
     * Nodes to place on.
     *
     * @param room what each node has
     */
    Packing(List<Size> room) {
        this.room = room.stream().map(Size::parts).toArray(long[][]::new);
    }

    /** What is known of demands. */
    enum Verdict {
        PLACED,
        IMPOSSIBLE,
        UNDECIDED
    }

    /**
     * A verdict and the node of each demand, where all are placed.
     *
     * @param stuck what the proof speaks of, or the demands of the part that is undecided
     */
    record Result(Verdict verdict, Map<Demand, Integer> nodes, List<Demand> stuck) {
        private static Result impossible(List<Demand> stuck) {
            return new Result(Verdict.IMPOSSIBLE, Map.of(), stuck);
        }
    }

    /** Places the demands of every part, or says of which part it could not. */
    Result solve(List<Demand> demands, Effort effort) {
        List<Kind> kinds = Part.kinds(room, demands);
        for (Kind kind : kinds) {
            if (kind.open().isEmpty()) {
                return Result.impossible(List.of(kind.demands().getFirst()));
            }
        }
        return all(Part.of(room, kinds), effort);
    }

    private static Result all(List<Part> parts, Effort effort) {
        Map<Demand, Integer> placed = new HashMap<>();
        Result undecided = null;
        for (Part part : parts) {
            Result result = part(part, effort);
            switch (result.verdict()) {
                case PLACED -> placed.putAll(result.nodes());
                case IMPOSSIBLE -> {
                    return result;
                }
                case UNDECIDED -> undecided = undecided == null ? result : undecided;
            }
        }
        return undecided == null ? new Result(Verdict.PLACED, placed, List.of()) : undecided;
    }

    private static Result part(Part part, Effort effort) {
        Layout layout = new Greedy(part, effort).place();
        if (layout != null) {
            Map<Demand, Integer> placed = new HashMap<>();
            for (int kind = 0; kind < part.kinds().size(); kind++) {
                put(part.kinds().get(kind).demands(), layout.nodes(kind), placed);
            }
            return new Result(Verdict.PLACED, placed, List.of());
        }
        List<Kind> over = new Overfull(part, effort).find();
        if (!over.isEmpty()) {
            return Result.impossible(demands(over));
        }
        Forced forced = new Forced(part);
        if (!forced.stuck().isEmpty()) {
            return Result.impossible(forced.stuck());
        }
        if (forced.isNone()) {
            return search(part, effort);
        }
        Result rest = all(forced.parts(), effort);
        return switch (rest.verdict()) {
            case PLACED -> {
                Map<Demand, Integer> placed = new HashMap<>(forced.placed());
                placed.putAll(rest.nodes());
                yield new Result(Verdict.PLACED, placed, List.of());
            }
            case IMPOSSIBLE -> Result.impossible(forced.because(rest.stuck()));
            case UNDECIDED -> new Result(Verdict.UNDECIDED, Map.of(), part.demands());
        };
    }

    private static Result search(Part part, Effort effort) {
        Shape shape = new Shape(part);
        if ((long) shape.kinds() * shape.types() > SEARCHABLE) {
            return new Result(Verdict.UNDECIDED, Map.of(), part.demands());
        }
        Search search = new Search(shape, effort);
        return switch (search.run()) {
            case PLACED ->
                    new Result(Verdict.PLACED, placed(part, shape, search.taken()), List.of());
            case IMPOSSIBLE -> Result.impossible(demands(weighty(part, search.weights())));
            case UNDECIDED -> new Result(Verdict.UNDECIDED, Map.of(), part.demands());
        };
    }

    /** What weighs nothing in a proof by weights is no part of it. */
    private static List<Kind> weighty(Part part, long[] weights) {
        List<Kind> weighty = new ArrayList<>();
        for (int kind = 0; kind < part.kinds().size(); kind++) {
            if (weights.length == 0 || weights[kind] > 0) {
                weighty.add(part.kinds().get(kind));
            }
        }
        return weighty;
    }

    private static Map<Demand, Integer> placed(Part part, Shape shape, List<Pattern> patterns) {
        Map<Demand, Integer> placed = new HashMap<>();
        int[] nodes = new int[shape.types()];
        int[] demands = new int[shape.kinds()];
        for (Pattern pattern : patterns) {
            int node = shape.members(pattern.type()).get(nodes[pattern.type()]++);
            for (int kind = 0; kind < demands.length; kind++) {
                List<Demand> those = part.kinds().get(kind).demands();
                for (int i = 0; i < pattern.times(kind) && demands[kind] < those.size(); i++) {
                    placed.put(those.get(demands[kind]++), node);
                }
            }
        }
        return placed;
    }

    private static void put(List<Demand> demands, int[] nodes, Map<Demand, Integer> placed) {
        for (int i = 0; i < nodes.length; i++) {
            placed.put(demands.get(i), nodes[i]);
        }
    }

    private static List<Demand> demands(List<Kind> kinds) {
        return kinds.stream().flatMap(kind -> kind.demands().stream()).toList();
    }
}
