package dev.larry.check.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.fit.Packing.Result;
import dev.larry.check.fit.Packing.Verdict;
import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.PlannedPod;
import dev.larry.model.Resources;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A placement holds, an impossible set is impossible and irreducible: against trying everything.
 */
final class PackingTest {
    @Property(tries = 3000)
    void agreesWithTryingEverything(@ForAll long seed) {
        Random random = new Random(seed);
        int nodes = 1 + random.nextInt(3);
        long[] cpu = random.longs(nodes, 0, 8).toArray();
        long[] memory = random.longs(nodes, 0, 8).toArray();
        List<Seeker> seekers = seekers(random, nodes, random.nextInt(7));
        Packing packing = new Packing(cpu, memory);
        boolean possible = possible(cpu, memory, Seekers.demands(seekers));
        Result result = packing.solve(Seekers.demands(seekers), new Effort(1_000_000));
        assertThat(result.verdict()).isEqualTo(possible ? Verdict.PLACED : Verdict.IMPOSSIBLE);
        if (possible) {
            holds(cpu, memory, result);
        } else {
            IrreducibleSet shrinking = new IrreducibleSet(packing, new Effort(1_000_000));
            List<Seeker> set = shrinking.within(seekers, result.stuck());
            assertThat(shrinking.proved()).isTrue();
            assertThat(possible(cpu, memory, Seekers.demands(set))).isFalse();
            for (int i = 0; i < set.size(); i++) {
                List<Seeker> rest = new ArrayList<>(set);
                rest.remove(i);
                assertThat(possible(cpu, memory, Seekers.demands(rest))).isTrue();
            }
        }
    }

    @Test
    void twoThousandPodsOnTwoHundredNodes() {
        Random random = new Random(7);
        long[] cpu = IntStream.range(0, 200).mapToLong(i -> 64_000).toArray();
        long[] memory = IntStream.range(0, 200).mapToLong(i -> 256_000).toArray();
        List<Integer> all = IntStream.range(0, 200).boxed().toList();
        List<Seeker> seekers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int first = random.nextInt(190);
            seekers.add(
                    seeker(
                            i,
                            1000 + random.nextInt(9000),
                            1000 + random.nextInt(30_000),
                            i % 3 == 0 ? all.subList(first, first + 10) : all,
                            ""));
        }
        Result result =
                new Packing(cpu, memory).solve(Seekers.demands(seekers), new Effort(20_000_000));
        assertThat(result.verdict()).isEqualTo(Verdict.PLACED);
        holds(cpu, memory, result);
    }

    @Test
    void thousandsOfEqualPodsOneTooManyAreExplained() {
        long[] cpu = IntStream.range(0, 200).mapToLong(i -> 10).toArray();
        long[] memory = IntStream.range(0, 200).mapToLong(i -> 100).toArray();
        List<Integer> all = IntStream.range(0, 200).boxed().toList();
        List<Seeker> seekers =
                IntStream.range(0, 3000).mapToObj(i -> seeker(i, 1, 1, all, "")).toList();
        Packing packing = new Packing(cpu, memory);
        Result result = packing.solve(Seekers.demands(seekers), new Effort(20_000_000));
        assertThat(result.verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        IrreducibleSet shrinking = new IrreducibleSet(packing, new Effort(200_000_000));
        assertThat(shrinking.within(seekers, result.stuck())).hasSize(2001);
        assertThat(shrinking.proved()).isTrue();
    }

    @Test
    void whatIsTooHardIsUndecided() {
        long[] cpu = IntStream.range(0, 12).mapToLong(i -> 3000).toArray();
        List<Integer> all = IntStream.range(0, 12).boxed().toList();
        List<Seeker> seekers =
                IntStream.range(0, 25).mapToObj(i -> seeker(i, 1010 + 3L * i, 1, all, "")).toList();
        assertThat(
                        new Packing(cpu, cpu)
                                .solve(Seekers.demands(seekers), new Effort(1_000_000))
                                .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    private static void holds(long[] cpu, long[] memory, Result result) {
        long[] freeCpu = cpu.clone();
        long[] freeMemory = memory.clone();
        result.nodes()
                .forEach((demand, node) -> {
                    assertThat(demand.nodes()).contains(node);
                    freeCpu[node] -= demand.cpu();
                    freeMemory[node] -= demand.memory();
                });
        assertThat(Arrays.stream(freeCpu).min().orElse(0)).isNotNegative();
        assertThat(Arrays.stream(freeMemory).min().orElse(0)).isNotNegative();
    }

    private static List<Seeker> seekers(Random random, int nodes, int pods) {
        List<Seeker> seekers = new ArrayList<>();
        for (int i = 0; i < pods; i++) {
            List<Integer> open =
                    IntStream.range(0, nodes)
                            .filter(node -> random.nextInt(3) > 0)
                            .boxed()
                            .toList();
            seekers.add(
                    seeker(
                            i,
                            random.nextInt(6),
                            random.nextInt(6),
                            open,
                            random.nextInt(4) == 0 ? "shared" : ""));
        }
        return seekers;
    }

    private static Seeker seeker(
            int name, long cpu, long memory, List<Integer> nodes, String volume) {
        Amount amount = new Amount(new MilliCpu(cpu), new Bytes(memory));
        return new Seeker(
                new PlannedPod(
                        "test",
                        "pod-" + name,
                        PlannedPod.Role.WORKER,
                        List.of(),
                        new Resources(amount, amount)),
                nodes,
                volume);
    }

    private static boolean possible(long[] cpu, long[] memory, List<Demand> demands) {
        if (demands.isEmpty()) {
            return true;
        }
        Demand first = demands.getFirst();
        for (int node : first.nodes()) {
            if (cpu[node] >= first.cpu() && memory[node] >= first.memory()) {
                cpu[node] -= first.cpu();
                memory[node] -= first.memory();
                boolean rest = possible(cpu, memory, demands.subList(1, demands.size()));
                cpu[node] += first.cpu();
                memory[node] += first.memory();
                if (rest) {
                    return true;
                }
            }
        }
        return false;
    }
}
