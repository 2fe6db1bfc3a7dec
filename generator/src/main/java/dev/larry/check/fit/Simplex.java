package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear programme that starts with the least columns and gets more: how many nodes take which
 * pattern so that as little as possible of the demands is left over. Its numbers are doubles and
 * only guide: whoever uses them proves on whole numbers what they suggest.
 *
 * <p>Rows are the kinds (what patterns hold and what is left over make up the demands) and the
 * types (patterns taken are at most the nodes there are). Source: the revised simplex method with
 * the inverse of the basis kept.
 */
final class Simplex {
    private static final double TINY = 1e-9;

    private final int kinds;
    private final int rows;
    private final double[][] inverse;
    private final double[] value;

    /** What stands in each row: a pattern from 0 on, else what is no pattern. */
    private final int[] basis;

    private final double[] cost;
    private final List<Pattern> patterns = new ArrayList<>();

    Simplex(int[] demands, int[] nodes) {
        this.kinds = demands.length;
        this.rows = kinds + nodes.length;
        this.inverse = new double[rows][rows];
        this.value = new double[rows];
        this.basis = new int[rows];
        this.cost = new double[rows];
        for (int row = 0; row < rows; row++) {
            inverse[row][row] = 1;
            basis[row] = ~row;
            cost[row] = row < kinds ? 1 : 0;
            // A little more of each, and never the same: equal steps could go round for ever.
            value[row] =
                    (row < kinds ? demands[row] : nodes[row - kinds]) + 1e-7 * (1 + row % 97) / 97;
        }
    }

    /** What is left over of the demands, all kinds together. */
    double leftOver() {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += cost[row] * value[row];
        }
        return sum;
    }

    /** The price of each row: of one more demand of a kind, of one more node of a type. */
    double[] prices() {
        double[] prices = new double[rows];
        for (int row = 0; row < rows; row++) {
            if (cost[row] != 0) {
                for (int i = 0; i < rows; i++) {
                    prices[i] += cost[row] * inverse[row][i];
                }
            }
        }
        return prices;
    }

    /** Lets what is not a pattern enter while that helps; false where the numbers break down. */
    boolean settle(double[] prices) {
        for (int row = 0; row < rows; row++) {
            double[] column = new double[rows];
            if (row < kinds && prices[row] < -TINY) {
                column[row] = -1; // more than is asked for
                return enter(column, Integer.MIN_VALUE + row, 0);
            }
            if (row < kinds && prices[row] > 1 + TINY) {
                column[row] = 1;
                return enter(column, ~row, 1);
            }
            if (row >= kinds && prices[row] > TINY) {
                column[row] = 1;
                return enter(column, ~row, 0);
            }
        }
        return false;
    }

    /** Lets a pattern enter; false where the numbers break down. */
    boolean enter(Pattern pattern) {
        double[] column = new double[rows];
        for (int kind = 0; kind < kinds; kind++) {
            column[kind] = pattern.times(kind);
        }
        column[kinds + pattern.type()] = 1;
        patterns.add(pattern);
        return enter(column, patterns.size() - 1, 0);
    }

    private boolean enter(double[] column, int name, double price) {
        double[] step = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                if (column[i] != 0) {
                    sum += inverse[row][i] * column[i];
                }
            }
            step[row] = sum;
        }
        int leaves = -1;
        double least = Double.MAX_VALUE;
        for (int row = 0; row < rows; row++) {
            if (step[row] > TINY && value[row] / step[row] < least) {
                least = value[row] / step[row];
                leaves = row;
            }
        }
        if (leaves < 0) {
            return false;
        }
        double pivot = step[leaves];
        for (int i = 0; i < rows; i++) {
            inverse[leaves][i] /= pivot;
        }
        value[leaves] = least;
        for (int row = 0; row < rows; row++) {
            if (row != leaves && step[row] != 0) {
                for (int i = 0; i < rows; i++) {
                    inverse[row][i] -= step[row] * inverse[leaves][i];
                }
                value[row] = Math.max(0, value[row] - step[row] * least);
            }
        }
        basis[leaves] = name;
        cost[leaves] = price;
        return true;
    }

    /** A pattern and how many nodes take it. */
    record Taken(Pattern pattern, double nodes) {}

    /** The patterns taken, the one that most nodes take first. */
    List<Taken> taken() {
        List<Taken> taken = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (basis[row] >= 0 && value[row] > 1e-6) {
                taken.add(new Taken(patterns.get(basis[row]), value[row]));
            }
        }
        taken.sort((one, other) -> Double.compare(other.nodes(), one.nodes()));
        return taken;
    }

    /** How much work one step is. */
    long effort() {
        return (long) rows * rows;
    }
}
