package dev.larry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The token budget of one run at every level.
 *
 * @param larrys per Larry, in order
 * @param larrySum all Larrys together
 * @param meta the meta-coordinator's own
 * @param reserve the emergency reserve
 * @param sum Larrys, meta-coordinator and reserve together
 * @param declared the total that the environment file declares
 */
public record TokenTotals(
        List<OfLarry> larrys,
        Tokens larrySum,
        Tokens meta,
        Tokens reserve,
        Tokens sum,
        Tokens declared) {
    public TokenTotals {
        larrys = List.copyOf(larrys);
    }

    /**
     * One Larry's tokens.
     *
     * @param masters what its masters have for themselves
     * @param pools what its masters may grant beyond its workers' own
     * @param workers what its workers have
     * @param sum the three together
     * @param declared the total that the environment file declares for it
     */
    public record OfLarry(
            String larry,
            Tokens masters,
            Tokens pools,
            Tokens workers,
            Tokens sum,
            Tokens declared) {
        /** Whether the file declares what it adds up to. */
        public boolean agrees() {
            return sum.equals(declared);
        }
    }

    /** Whether the file declares what it adds up to. */
    public boolean agrees() {
        return sum.equals(declared);
    }

    /**
     * Adds the tokens up.
     *
     * @throws ArithmeticException where a sum passes 2^63 - 1
     */
    public static TokenTotals of(Fleet fleet) {
        List<OfLarry> larrys = new ArrayList<>();
        Tokens all = Tokens.ZERO;
        for (Larry larry : fleet.larrys()) {
            OfLarry one = of(larry);
            larrys.add(one);
            all = all.plus(one.sum());
        }
        Budget budget = fleet.budget();
        Tokens sum = all.plus(budget.meta()).plus(budget.reserve());
        return new TokenTotals(larrys, all, budget.meta(), budget.reserve(), sum, budget.total());
    }

    private static OfLarry of(Larry larry) {
        Tokens masters = Tokens.ZERO;
        Tokens pools = Tokens.ZERO;
        for (MasterAgent master : larry.masters()) {
            masters = masters.plus(master.tokens());
            pools = pools.plus(master.pool());
        }
        Tokens workers = Tokens.ZERO;
        for (Worker worker : larry.workers()) {
            workers = workers.plus(worker.tokens());
        }
        Tokens sum = masters.plus(pools).plus(workers);
        return new OfLarry(larry.name(), masters, pools, workers, sum, larry.tokens());
    }
}
