package dev.larry.check.fit;

import java.util.Comparator;

/**
 * The pattern of the greatest worth that a node of a type can hold, by weights of the kinds: a
 * knapsack of three measures, by branch and bound.
 */
final class Heaviest {
    /** What doubles may be wrong by, generously: bounds are raised by it. */
    private static final double SLACK = 1 + 1e-9;

    private final Shape shape;
    private final int type;
    private final int[] most;
    private final long[] weight;
    private final Effort effort;
    private final int[] order;
    private final double[] share;
    private final double[] perPart;
    private final double[][] density;
    private final double[] rest;
    private int[] best;
    private long worth;
    private boolean whole = true;

    /**
     * A search.
     *
     * @param most how many there are of each kind
     * @param weight of one of each kind, at least 0
     */
    Heaviest(Shape shape, int type, int[] most, long[] weight, double[] scarcity, Effort effort) {
        this.shape = shape;
        this.type = type;
        this.most = most;
        this.weight = weight;
        this.effort = effort;
        this.perPart = new double[Size.PARTS];
        for (int which = 0; which < Size.PARTS; which++) {
            perPart[which] = scarcity[which] / Math.max(1, shape.room[type][which]);
        }
        this.share = new double[shape.kinds()];
        for (int kind = 0; kind < share.length; kind++) {
            share[kind] = shared(shape.size[kind]);
        }
        this.order =
                shape.open[type].stream()
                        .filter(kind -> most[kind] > 0 && weight[kind] > 0)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(
                                        (Integer kind) -> -weight[kind] / share[kind]))
                        .mapToInt(kind -> kind)
                        .toArray();
        this.density = new double[order.length + 1][Size.PARTS];
        this.rest = new double[order.length + 1];
        for (int i = order.length - 1; i >= 0; i--) {
            int kind = order[i];
            rest[i] = rest[i + 1] + (double) weight[kind] * most[kind];
            for (int which = 0; which < Size.PARTS; which++) {
                double dense =
                        shape.size[kind][which] == 0
                                ? Double.POSITIVE_INFINITY
                                : (double) weight[kind] / shape.size[kind][which];
                density[i][which] = Math.max(density[i + 1][which], dense);
            }
        }
        this.best = new int[shape.kinds()];
    }

    /** The pattern; where {@link #isProved} is false there may be a heavier one. */
    Pattern find() {
        seek(0, shape.room[type].clone(), new int[shape.kinds()], 0);
        return new Pattern(type, best, worth);
    }

    boolean isProved() {
        return whole;
    }

    private void seek(int at, long[] free, int[] times, long so) {
        if (so > worth) {
            worth = so;
            best = times.clone();
        }
        if (at == order.length || !whole) {
            return;
        }
        if (!effort.spend(1)) {
            whole = false;
            return;
        }
        if ((double) so + bound(at, free) * SLACK < worth + 1) {
            return;
        }
        int kind = order[at];
        int fit = shape.times(kind, free, most[kind]);
        for (int take = fit; take >= 0; take--) {
            shape.take(kind, free, take);
            times[kind] = take;
            seek(at + 1, free, times, so + weight[kind] * take);
            times[kind] = 0;
            shape.take(kind, free, -take);
        }
    }

    /** No more than this can come on top. */
    private double bound(int from, long[] free) {
        double bound = rest[from];
        for (int which = 0; which < Size.PARTS; which++) {
            bound =
                    Math.min(
                            bound,
                            density[from][which] == Double.POSITIVE_INFINITY
                                    ? bound
                                    : density[from][which] * free[which]);
        }
        double left = shared(free) * SLACK;
        double filled = 0;
        for (int i = from; i < order.length && filled < bound; i++) {
            effort.spend(1);
            double all = share[order[i]] * most[order[i]];
            if (all > left) {
                return Math.min(bound, filled + weight[order[i]] * (left / share[order[i]]));
            }
            left -= all;
            filled += (double) weight[order[i]] * most[order[i]];
        }
        return Math.min(bound, filled);
    }

    private double shared(long[] amounts) {
        double sum = 0;
        for (int which = 0; which < Size.PARTS; which++) {
            sum += perPart[which] * amounts[which];
        }
        return sum;
    }
}
