package dev.larry.check.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.fit.Packing.Result;
import dev.larry.check.fit.Packing.Verdict;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A placement holds, an impossible set is impossible and irreducible: against trying everything.
 */
final class PackingTest {
    private static final long EFFORT = 20_000_000;

    @Property(tries = 3000)
    void agreesWithTryingEverything(@ForAll long seed) {
        agrees(Cases.small(new Random(seed)));
    }

    /** Greed places most; whatever it does not is left to proofs and search. */
    @Property(tries = 3000)
    void agreesWithTryingEverythingWhereRoomIsScarce(@ForAll long seed) {
        Random random = new Random(seed);
        int nodes = 2 + random.nextInt(2);
        List<Size> room = Cases.alike(nodes, 10, 12);
        List<Seeker> seekers = new ArrayList<>();
        long cpu = 0;
        long memory = 0;
        for (int i = 0; i < 9; i++) {
            Seeker pod =
                    Cases.pod(i, 1 + random.nextInt(6), 1 + random.nextInt(7), Cases.all(nodes));
            if (cpu + pod.size().cpu() <= 10L * nodes
                    && memory + pod.size().memory() <= 12L * nodes) {
                cpu += pod.size().cpu();
                memory += pod.size().memory();
                seekers.add(pod);
            }
        }
        agrees(new Cases(room, seekers));
    }

    private static void agrees(Cases given) {
        Packing packing = new Packing(given.room());
        List<Seeker> seekers = given.seekers();
        boolean possible = Cases.possible(given.room(), seekers);
        Result result = packing.solve(Seekers.demands(seekers), new Effort(EFFORT));
        assertThat(result.verdict()).isEqualTo(possible ? Verdict.PLACED : Verdict.IMPOSSIBLE);
        if (possible) {
            holds(given.room(), seekers, result);
            return;
        }
        IrreducibleSet shrinking = new IrreducibleSet(packing, new Effort(EFFORT));
        List<Seeker> set = shrinking.within(seekers, result.stuck());
        assertThat(shrinking.proved()).isTrue();
        assertThat(Cases.possible(given.room(), set)).isFalse();
        for (int i = 0; i < set.size(); i++) {
            List<Seeker> rest = new ArrayList<>(set);
            rest.remove(i);
            assertThat(Cases.possible(given.room(), rest)).isTrue();
        }
    }

    @Test
    void twoThousandPodsOnTwoHundredNodes() {
        places(2_000, 200);
    }

    @Test
    void twentyThousandPodsOnTwoThousandNodes() {
        places(20_000, 2_000);
    }

    /** Pods that all differ, a third of them with ten nodes to choose from, nodes 86 % full. */
    private static void places(int pods, int nodes) {
        Random random = new Random(7);
        NodeSet all = Cases.all(nodes);
        List<Size> room = Cases.alike(nodes, 64_000, 256_000);
        List<Seeker> seekers = new ArrayList<>();
        for (int i = 0; i < pods; i++) {
            int first = random.nextInt(nodes - 10);
            seekers.add(
                    Cases.pod(
                            i,
                            1000 + random.nextInt(9000),
                            1000 + random.nextInt(30_000),
                            i % 3 == 0
                                    ? NodeSet.of(IntStream.range(first, first + 10).toArray())
                                    : all));
        }
        Effort effort = new Effort(EFFORT);
        Result result = new Packing(room).solve(Seekers.demands(seekers), effort);
        assertThat(result.verdict()).isEqualTo(Verdict.PLACED);
        holds(room, seekers, result);
        assertThat(effort.spent(20L * pods)).isFalse();
    }

    @Test
    void thousandsOfEqualPodsOneTooManyAreExplained() {
        explains(Cases.alike(200, 10, 100), pods(3000, 1, 1, 200), 2001);
    }

    @ParameterizedTest
    @CsvSource({"3, 7", "12, 25", "40, 81"})
    void moreThanTwoANodeAreNeverPlaced(int nodes, int pods) {
        List<Seeker> seekers =
                IntStream.range(0, pods)
                        .mapToObj(i -> Cases.pod(i, 1010 + 3L * i, 1, Cases.all(nodes)))
                        .toList();
        explains(Cases.alike(nodes, 3000, 3000), seekers, pods);
    }

    /** Sums leave room and every count by size does: only the sizes' weights prove it. */
    @Test
    void sizesThatLeaveGapsOnEachNodeAreProved() {
        // Of 10: 4 + 3 + 3, 4 + 4 or 3 + 3 + 3. With 30 of 4, ten nodes take two of these and no
        // 3; the other ten hold twenty of 3. The 21st needs 3, and 17 are left, one or two a node.
        List<Seeker> seekers = new ArrayList<>(pods(30, 4, 1, 20));
        seekers.addAll(pods(21, 3, 1, 20));
        explains(Cases.alike(20, 10, 100), seekers, 51);
    }

    @Test
    void whatIsTooHardIsUndecided() {
        Random random = new Random(3);
        List<Seeker> seekers =
                IntStream.range(0, 60)
                        .mapToObj(i ->
                                Cases.pod(
                                        i,
                                        20_000 + random.nextInt(30_000),
                                        20_000 + random.nextInt(30_000),
                                        Cases.all(22)))
                        .toList();
        assertThat(
                        new Packing(Cases.alike(22, 100_000, 100_000))
                                .solve(Seekers.demands(seekers), new Effort(10_000))
                                .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    private static List<Seeker> pods(int number, long cpu, long memory, int nodes) {
        NodeSet all = Cases.all(nodes);
        return IntStream.range(0, number).mapToObj(i -> Cases.pod(i, cpu, memory, all)).toList();
    }

    private static void explains(List<Size> room, List<Seeker> seekers, int needed) {
        Packing packing = new Packing(room);
        Result result = packing.solve(Seekers.demands(seekers), new Effort(EFFORT));
        assertThat(result.verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        IrreducibleSet shrinking = new IrreducibleSet(packing, new Effort(10 * EFFORT));
        assertThat(shrinking.within(seekers, result.stuck())).hasSize(needed);
        assertThat(shrinking.proved()).isTrue();
    }

    private static void holds(List<Size> room, List<Seeker> seekers, Result result) {
        long[][] free = room.stream().map(Size::parts).toArray(long[][]::new);
        result.nodes()
                .forEach((demand, node) -> {
                    assertThat(demand.nodes().has(node)).isTrue();
                    demand.size().take(free[node], 1);
                });
        for (long[] left : free) {
            assertThat(left[0]).isNotNegative();
            assertThat(left[1]).isNotNegative();
            assertThat(left[2]).isNotNegative();
        }
        assertThat(result.nodes().keySet().stream().mapToInt(demand -> demand.pods().size()).sum())
                .isEqualTo(seekers.size());
    }
}
