package dev.larry.check.fit;

import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.PlannedPod;
import dev.larry.model.Resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Nodes and pods to place, and the answer of trying everything. */
record Cases(List<Size> room, List<Seeker> seekers) {
    private static final String SHARED = "shared";

    /** A few nodes and pods of small numbers, of which every placement can be tried. */
    static Cases small(Random random) {
        int nodes = 1 + random.nextInt(3);
        List<Size> room = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            room.add(new Size(random.nextInt(8), random.nextInt(8), 1 + random.nextInt(4)));
        }
        List<Seeker> seekers = new ArrayList<>();
        int pods = random.nextInt(8);
        for (int i = 0; i < pods; i++) {
            NodeSet open =
                    NodeSet.of(
                            IntStream.range(0, nodes).filter(_ -> random.nextInt(3) > 0).toArray());
            seekers.add(
                    pod(
                            i,
                            random.nextInt(6),
                            random.nextInt(6),
                            open,
                            random.nextInt(4) == 0 ? SHARED : ""));
        }
        return new Cases(room, seekers);
    }

    /** As many nodes of one size as asked for, open to all. */
    static List<Size> alike(int nodes, long cpu, long memory) {
        return IntStream.range(0, nodes).mapToObj(_ -> new Size(cpu, memory, 110)).toList();
    }

    static NodeSet all(int nodes) {
        return NodeSet.of(IntStream.range(0, nodes).toArray());
    }

    static Seeker pod(int name, long cpu, long memory, NodeSet nodes) {
        return pod(name, cpu, memory, nodes, "");
    }

    private static Seeker pod(int name, long cpu, long memory, NodeSet nodes, String volume) {
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

    /** Whether any of all placements holds. */
    static boolean possible(List<Size> room, List<Seeker> seekers) {
        return possible(
                room.stream().map(Size::parts).toArray(long[][]::new), Seekers.demands(seekers));
    }

    private static boolean possible(long[][] free, List<Demand> demands) {
        if (demands.isEmpty()) {
            return true;
        }
        Demand first = demands.getFirst();
        for (int node : first.nodes().toArray()) {
            if (first.size().isWithin(free[node])) {
                first.size().take(free[node], 1);
                boolean rest = possible(free, demands.subList(1, demands.size()));
                first.size().take(free[node], -1);
                if (rest) {
                    return true;
                }
            }
        }
        return false;
    }
}
