package dev.larry.check.fit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Placements without looking back, in several orders: what most fleets need. Source: first fit
 * decreasing and best fit decreasing of the literature on bin packing.
 */
final class Greedy {
    /** Below this many nodes looking at each is quicker than a tree. */
    private static final int FEW = 32;

    private final Part part;
    private final Effort effort;

    Greedy(Part part, Effort effort) {
        this.part = part;
        this.effort = effort;
    }

    /** A placement of the whole part, or null where no order leads to one. */
    @Nullable Layout place() {
        List<Integer> hardest = new ArrayList<>();
        for (int kind = 0; kind < part.kinds().size(); kind++) {
            hardest.add(kind);
        }
        Layout layout = first(hardest);
        if (layout == null) {
            layout = best(hardest);
        }
        for (int which = 0; which < Size.PARTS - 1 && layout == null; which++) {
            int by = which;
            List<Integer> order = new ArrayList<>(hardest);
            order.sort(
                    Comparator.comparing(
                            kind -> part.kinds().get(kind).size().part(by),
                            Comparator.reverseOrder()));
            layout = best(order);
        }
        return layout;
    }

    /** Each kind on the first nodes with room, as many as each holds. */
    private @Nullable Layout first(List<Integer> order) {
        Layout layout = new Layout(part);
        NodeSet all = part.nodes();
        Tallest tree = new Tallest(all, layout);
        for (int kind : order) {
            Kind self = part.kinds().get(kind);
            boolean wide = self.open().size() > FEW && self.open().size() > all.size() / 2;
            int at = -1;
            while (layout.left(kind) > 0) {
                effort.spend(1);
                int node;
                if (wide) {
                    at = tree.first(self.size(), at + 1);
                    if (at < 0) {
                        return null;
                    }
                    node = tree.node(at);
                    if (!self.open().has(node)) {
                        continue;
                    }
                } else {
                    if (++at == self.open().size()) {
                        return null;
                    }
                    node = self.open().at(at);
                }
                int times = self.size().times(layout.free(node), layout.left(kind));
                if (times > 0) {
                    layout.place(kind, node, times);
                    tree.changedNode(node, layout.free(node));
                }
            }
        }
        return layout;
    }

    /** Each demand on the node that it leaves the least room on, in shares of what was there. */
    private @Nullable Layout best(List<Integer> order) {
        Layout layout = new Layout(part);
        for (int kind : order) {
            Kind self = part.kinds().get(kind);
            while (layout.left(kind) > 0) {
                if (!effort.spend(self.open().size())) {
                    return null;
                }
                int node = tightest(self, layout);
                if (node < 0) {
                    return null;
                }
                layout.place(kind, node, 1);
            }
        }
        return layout;
    }

    private int tightest(Kind kind, Layout layout) {
        int found = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < kind.open().size(); i++) {
            int node = kind.open().at(i);
            long[] free = layout.free(node);
            if (kind.size().isWithin(free)) {
                long[] there = part.room()[node];
                double left =
                        (double) (free[0] - kind.size().cpu()) / Math.max(1, there[0])
                                + (double) (free[1] - kind.size().memory()) / Math.max(1, there[1]);
                if (left < least) {
                    least = left;
                    found = node;
                }
            }
        }
        return found;
    }
}
