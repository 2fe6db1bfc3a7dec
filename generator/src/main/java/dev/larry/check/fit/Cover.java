package dev.larry.check.fit;

import dev.larry.check.fit.Packing.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether nodes could cover the demands if patterns could be taken in fractions. Where not even
 * that is possible there are weights of the kinds by which all demands weigh more than the heaviest
 * patterns of all nodes together: that, on whole numbers, is the proof.
 *
 * <p>Source: Gilmore and Gomory, "A Linear Programming Approach to the Cutting-Stock Problem".
 */
final class Cover {
    private static final double ONE = 1e9;

    /** What a heaviest pattern may cost to find. */
    private static final long SEEKING = 200_000;

    private static final double NOTHING = 1e-4;

    private final Shape shape;
    private final int[] demands;
    private final int[] nodes;
    private final Effort effort;
    private long[] weights = new long[0];
    private List<Simplex.Taken> taken = List.of();

    Cover(Shape shape, int[] demands, int[] nodes, Effort effort) {
        this.shape = shape;
        this.demands = demands;
        this.nodes = nodes;
        this.effort = effort;
    }

    /**
     * PLACED means: in fractions.
     *
     * @param pool patterns that are known; gets those that are found
     */
    Verdict decide(List<Pattern> pool) {
        Simplex simplex = new Simplex(demands, nodes);
        double[] scarcity = shape.scarcity();
        while (simplex.leftOver() > NOTHING) {
            if (!effort.spend(simplex.effort())) {
                return Verdict.UNDECIDED;
            }
            double[] prices = simplex.prices();
            if (simplex.settle(prices)) {
                continue;
            }
            Pattern helps = helpful(pool, prices);
            if (helps == null) {
                long[] weight = weights(prices);
                List<Pattern> heaviest = heaviest(weight, scarcity);
                if (heaviest.size() < shape.types()) {
                    return Verdict.UNDECIDED;
                }
                if (outweighs(weight, heaviest)) {
                    this.weights = weight;
                    return Verdict.IMPOSSIBLE;
                }
                pool.addAll(heaviest);
                helps = helpful(heaviest, prices);
            }
            if (helps == null || !simplex.enter(helps)) {
                return Verdict.UNDECIDED;
            }
        }
        taken = simplex.taken();
        return Verdict.PLACED;
    }

    /** The weights of the proof, where there is one. */
    long[] weights() {
        return weights;
    }

    /** The patterns of the cover in fractions. */
    List<Simplex.Taken> taken() {
        return taken;
    }

    private long[] weights(double[] prices) {
        long[] weight = new long[shape.kinds()];
        for (int kind = 0; kind < weight.length; kind++) {
            weight[kind] = Math.round(Math.min(1, Math.max(0, prices[kind])) * ONE);
        }
        return weight;
    }

    /** The heaviest pattern of each type; fewer where one could not be found within the bound. */
    private List<Pattern> heaviest(long[] weight, double[] scarcity) {
        List<Pattern> found = new ArrayList<>();
        for (int type = 0; type < shape.types(); type++) {
            Effort part = effort.part(SEEKING);
            Heaviest heaviest = new Heaviest(shape, type, demands, weight, scarcity, part);
            Pattern pattern = heaviest.find();
            effort.settle(SEEKING, part);
            if (!heaviest.isProved()) {
                return List.of();
            }
            found.add(pattern);
        }
        return found;
    }

    /** Whether all demands weigh more than all nodes can hold: then no placement exists. */
    private boolean outweighs(long[] weight, List<Pattern> heaviest) {
        long asked = 0;
        for (int kind = 0; kind < weight.length; kind++) {
            asked = Math.addExact(asked, Math.multiplyExact(weight[kind], (long) demands[kind]));
        }
        long held = 0;
        for (Pattern pattern : heaviest) {
            held =
                    Math.addExact(
                            held,
                            Math.multiplyExact(pattern.worth(), (long) nodes[pattern.type()]));
        }
        return asked > held;
    }

    private @Nullable Pattern helpful(List<Pattern> patterns, double[] prices) {
        Pattern best = null;
        double most = 1e-9;
        for (Pattern pattern : patterns) {
            double gain = prices[shape.kinds() + pattern.type()];
            boolean there = nodes[pattern.type()] > 0;
            for (int kind = 0; kind < shape.kinds() && there; kind++) {
                there = pattern.times(kind) <= demands[kind];
                gain += prices[kind] * pattern.times(kind);
            }
            if (there && gain > most) {
                most = gain;
                best = pattern;
            }
        }
        effort.spend((long) patterns.size() * shape.kinds() / 8);
        return best;
    }
}
