package dev.larry.render;

import dev.larry.model.Larry;
import dev.larry.model.Worker;

import java.util.Comparator;
import java.util.List;

/**
 * Whose dropped tasks a worker may take over while it waits for others: those of workers of its
 * Larry that are alike in all that a task can tell: image, nodes, resources, variables, Secrets,
 * access and reach. So nobody gets a right by taking over that it does not have by itself.
 */
final class Colleagues {
    private Colleagues() {}

    static List<Worker> of(Larry larry, Worker worker) {
        if (worker.after().isEmpty()) {
            return List.of();
        }
        return larry.workers().stream()
                .filter(other -> !other.name().equals(worker.name()) && alike(worker, other))
                .sorted(Comparator.comparing(Worker::name))
                .toList();
    }

    private static boolean alike(Worker one, Worker other) {
        return one.image().equals(other.image())
                && one.nodes().equals(other.nodes())
                && one.resources().equals(other.resources())
                && one.environment().equals(other.environment())
                && one.secrets().equals(other.secrets())
                && one.access().equals(other.access())
                && one.egress().equals(other.egress())
                && (one.tokens().value() > 0) == (other.tokens().value() > 0);
    }
}
