package dev.larry.testing;

import dev.larry.model.Fleet;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.Random;

/** Random fleets that nothing is wrong with. */
public final class Fleets {
    private Fleets() {}

    /** Fleets of one to six Larrys with up to eight workers each. */
    public static Arbitrary<Fleet> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.longs())
                .as((larrys, workers, seed) -> of(larrys, workers, seed));
    }

    /** The fleet of a seed, the same in every run. */
    public static Fleet of(int larrys, int workers, long seed) {
        return new RandomFleet(new Random(seed)).fleet(larrys, workers);
    }
}
