package dev.larry.agent.barrier;

import dev.larry.agent.redis.Announcement;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where all phases of a run meet: members and the tasks they bring are fixed when it opens for
 * arrivals, a member arrives when each of its tasks has ended, and it opens once.
 */
public final class Barrier {
    /** The generation of a run's first barrier. */
    public static final int FIRST = 1;

    private static final Script OPEN = Script.load(Barrier.class, "open", 2);
    private static final Script COUNT = Script.load(Barrier.class, "count", 2);
    private static final Script ARRIVE = Script.load(Barrier.class, "arrive", 4);

    private final Guard guard;
    private final int generation;
    private final String key;

    public Barrier(Guard guard, int generation) {
        this.guard = guard;
        this.generation = generation;
        this.key = guard.keys().barrier(generation);
    }

    /** Which of the run's barriers it is, from 1. */
    public int generation() {
        return generation;
    }

    /**
     * Opens for arrivals, while the state of an epoch is built; one that is open keeps its own.
     *
     * @param tasksOf the tasks of each member; a task may be of several
     * @return false where another epoch is being built
     */
    public boolean open(long epoch, SequencedMap<String, List<String>> tasksOf) {
        List<String> fields = new ArrayList<>();
        fields.addAll(List.of("members", Integer.toString(tasksOf.size()), "arrived", "0"));
        Map<String, List<String>> members = new TreeMap<>();
        tasksOf.forEach((member, tasks) -> {
            fields.addAll(List.of("member:" + member, "awaited"));
            TreeSet<String> distinct = new TreeSet<>(tasks);
            fields.addAll(List.of("left:" + member, Integer.toString(distinct.size())));
            distinct.forEach(
                    task -> members.computeIfAbsent(task, unused -> new ArrayList<>()).add(member));
        });
        members.forEach((task, of) -> {
            fields.addAll(List.of("task:" + task, "awaited"));
            fields.addAll(List.of("of:" + task, String.join(",", of)));
        });
        return !guard.build(epoch, OPEN, List.of(key), fields).isEmpty();
    }

    /**
     * Counts a task that has ended by its record, while the state of an epoch is built.
     *
     * @return false where another epoch is being built
     */
    public boolean count(long epoch, String task, boolean dead) {
        return !guard.build(epoch, COUNT, List.of(key), List.of(task, dead ? "dead" : "done"))
                .isEmpty();
    }

    /**
     * A member arrives.
     *
     * @param degraded whether something of it is missing; dead tasks make it so in any case
     * @param opId the same for a repeated call
     * @param opened the event that says that the barrier opened, written if this is the last
     */
    public Arrival arrive(String member, boolean degraded, String opId, Announcement opened) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                member,
                                degraded ? "degraded" : "complete",
                                opId,
                                opened.channel(),
                                Long.toString(opened.number())));
        arguments.addAll(opened.fields());
        List<String> answer =
                guard.eval(ARRIVE, List.of(key, opened.stream(), opened.producer()), arguments);
        Outcome outcome = Outcome.valueOf(answer.getFirst());
        return answer.size() < 4
                ? new Arrival(outcome, 0, 0, 0)
                : new Arrival(
                        outcome,
                        Integer.parseInt(answer.get(1)),
                        Integer.parseInt(answer.get(2)),
                        Integer.parseInt(answer.get(3)));
    }

    /** What Redis knows of it, empty where it is not open for arrivals. */
    public Map<String, String> state() {
        return guard.redis().call(jedis -> jedis.hgetAll(key));
    }

    /** How an arrival went. */
    public enum Outcome {
        /** Not open for arrivals, or lost. */
        ABSENT,
        /** Not a member. */
        STRANGER,
        /** Tasks of it have not ended, or Redis was not told. */
        EARLY,
        /** Arrived already. */
        KNOWN,
        ARRIVED,
        /** The last to arrive. */
        OPENED
    }

    /**
     * How an arrival went.
     *
     * @param arrived members so far
     * @param left tasks of this member that are still awaited
     */
    public record Arrival(Outcome outcome, int arrived, int members, int left) {}
}
