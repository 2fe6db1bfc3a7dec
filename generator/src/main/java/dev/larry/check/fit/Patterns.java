package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a type's node that hold a given kind and to which nothing more could be added.
 * Others need not be looked at: a placement stays one where a demand moves from elsewhere to a node
 * with room for it.
 */
final class Patterns {
    private final Shape shape;
    private final int[] most;
    private final Effort effort;
    private final int limit;
    private final List<Pattern> found = new ArrayList<>();
    private boolean whole = true;

    Patterns(Shape shape, int[] most, int limit, Effort effort) {
        this.shape = shape;
        this.most = most;
        this.limit = limit;
        this.effort = effort;
    }

    /** The patterns; where {@link #isWhole} is false some are left out. */
    List<Pattern> with(int kind, int type) {
        long[] free = shape.room[type].clone();
        int[] times = new int[shape.kinds()];
        shape.take(kind, free, 1);
        times[kind] = 1;
        int[] order = shape.open[type].stream().filter(other -> most[other] > 0).toArray();
        seek(type, kind, order, 0, free, times);
        return found;
    }

    boolean isWhole() {
        return whole;
    }

    private void seek(int type, int given, int[] order, int at, long[] free, int[] times) {
        if (found.size() >= limit || !effort.spend(1)) {
            whole = false;
            return;
        }
        if (at == order.length) {
            if (isMaximal(order, free, times)) {
                long worth = 0;
                found.add(new Pattern(type, times.clone(), worth));
            }
            return;
        }
        int kind = order[at];
        int held = kind == given ? 1 : 0;
        for (int more = shape.times(kind, free, most[kind] - held); more >= 0 && whole; more--) {
            shape.take(kind, free, more);
            times[kind] += more;
            seek(type, given, order, at + 1, free, times);
            times[kind] -= more;
            shape.take(kind, free, -more);
        }
    }

    private boolean isMaximal(int[] order, long[] free, int[] times) {
        effort.spend(order.length);
        for (int kind : order) {
            if (times[kind] < most[kind] && shape.times(kind, free, 1) > 0) {
                return false;
            }
        }
        return true;
    }
}
