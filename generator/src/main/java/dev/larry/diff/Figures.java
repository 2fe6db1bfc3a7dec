package dev.larry.diff;

import dev.larry.model.Amount;
import dev.larry.model.Declared;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Resources;
import dev.larry.model.Timeline;
import dev.larry.model.Timeline.Schedule;
import dev.larry.model.TokenTotals;
import dev.larry.model.Totals;
import dev.larry.model.Worker;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of a fleet that a reviewer weighs, by whose and which they are. */
final class Figures {
    private record Key(String larry, String what) {}

    private record Value(Measure measure, long number, String note) {}

    private final Map<Key, Value> values = new LinkedHashMap<>();

    private Figures() {}

    /**
     * What differs between two fleets, the fleet's own sums first. A fleet that is missing counts
     * as nothing.
     *
     * @throws ArithmeticException where a sum passes 2^63 - 1
     */
    static List<Figure> between(Optional<Fleet> before, Optional<Fleet> after) {
        Map<Key, Value> old = before.map(Figures::of).orElse(Map.of());
        Map<Key, Value> now = after.map(Figures::of).orElse(Map.of());
        Map<Key, Value> all = new LinkedHashMap<>(now);
        old.forEach(all::putIfAbsent);
        List<Figure> figures = new ArrayList<>();
        all.forEach((key, any) -> {
            long was = number(old.get(key));
            long is = number(now.get(key));
            if (was != is && Math.max(was, is) > 0) {
                figures.add(
                        new Figure(
                                key.larry(),
                                key.what(),
                                any.measure().shown(was),
                                any.measure().shown(is),
                                any.measure().difference(was, is),
                                now.containsKey(key) ? any.note() : "gone"));
            }
        });
        return figures;
    }

    private static long number(@Nullable Value value) {
        return value == null ? Measure.NONE : value.number();
    }

    private static Map<Key, Value> of(Fleet fleet) {
        Figures figures = new Figures();
        Totals totals = Totals.of(fleet);
        // The reader lets no cycle through; without a schedule there are no durations.
        Optional<Schedule> timeline =
                Timeline.of(fleet) instanceof Schedule schedule
                        ? Optional.of(schedule)
                        : Optional.empty();
        figures.fleet(fleet, totals, timeline);
        for (int i = 0; i < fleet.larrys().size(); i++) {
            figures.larry(fleet, i, totals, timeline);
        }
        return figures.values;
    }

    private void fleet(Fleet fleet, Totals totals, Optional<Schedule> timeline) {
        Optional<Declared> declared = fleet.declared();
        put("fleet", "Larrys", Measure.PODS, fleet.larrys().size(), "");
        sum(
                "fleet",
                totals.fleet(),
                declared.map(Declared::requests),
                declared.map(Declared::limits));
        sum("system", totals.shared(), Optional.empty(), Optional.empty());
        put("fleet", "storage", Measure.BYTES, totals.volumes().value(), "");
        TokenTotals tokens = totals.tokens();
        put(
                "fleet",
                "tokens",
                Measure.TOKENS,
                tokens.sum().value(),
                against(tokens.sum().value(), tokens.declared().value(), Measure.TOKENS));
        put("fleet", "tokens declared", Measure.TOKENS, tokens.declared().value(), "");
        put("fleet", "tokens of the meta-coordinator", Measure.TOKENS, tokens.meta().value(), "");
        put("fleet", "token reserve", Measure.TOKENS, tokens.reserve().value(), "");
        long window = fleet.run().window().toSeconds();
        timeline.ifPresent(schedule -> {
            long end = schedule.end().toSeconds();
            put("fleet", "run ends at the latest", Measure.TIME, end, within(end, window));
        });
        put("fleet", "run window", Measure.TIME, window, "");
        put("fleet", "convergence", Measure.TIME, fleet.run().convergence().toSeconds(), "");
    }

    private void larry(Fleet fleet, int index, Totals totals, Optional<Schedule> timeline) {
        Larry larry = fleet.larrys().get(index);
        String name = larry.name();
        Totals.OfLarry sums = totals.larrys().get(index);
        put(name, "pods", Measure.PODS, sums.pods(), "");
        sum(name, sums.sum(), Optional.empty(), Optional.empty());
        put(name, "storage", Measure.BYTES, larry.volume().size().value(), "");
        TokenTotals.OfLarry tokens = totals.tokens().larrys().get(index);
        String held = against(tokens.sum().value(), tokens.declared().value(), Measure.TOKENS);
        put(name, "tokens", Measure.TOKENS, tokens.sum().value(), held);
        put(name, "tokens declared", Measure.TOKENS, tokens.declared().value(), "");
        put(name, "tokens of masters", Measure.TOKENS, tokens.masters().value(), "");
        put(name, "tokens of pools", Measure.TOKENS, tokens.pools().value(), "");
        long window = larry.window().toSeconds();
        timeline.ifPresent(schedule -> {
            long end = schedule.phases().get(index).expectedEnd().toSeconds();
            put(name, "expected duration", Measure.TIME, end, within(end, window));
        });
        put(name, "window", Measure.TIME, window, "");
        String sum = name + " " + tokens.sum() + " of " + tokens.declared();
        for (Worker worker : larry.workers()) {
            worker(name + "/" + worker.name(), worker, sum + ending(held));
        }
    }

    private void worker(String name, Worker worker, String tokens) {
        put(name, "tokens", Measure.TOKENS, worker.tokens().value(), tokens);
        sum(name, worker.resources(), Optional.empty(), Optional.empty());
        put(
                name,
                "expected duration",
                Measure.TIME,
                worker.expected().toSeconds(),
                within(worker.expected().toSeconds(), worker.timeout().toSeconds()));
        put(name, "timeout", Measure.TIME, worker.timeout().toSeconds(), "");
    }

    private static String ending(String held) {
        int colon = held.indexOf(':');
        return colon < 0 ? "" : held.substring(colon);
    }

    private void sum(
            String larry, Resources sum, Optional<Amount> requests, Optional<Amount> limits) {
        amount(larry, "requests", sum.requests(), requests);
        amount(larry, "limits", sum.limits(), limits);
    }

    private void amount(String larry, String of, Amount sum, Optional<Amount> declared) {
        long cpu = sum.cpu().value();
        long memory = sum.memory().value();
        put(
                larry,
                "CPU " + of,
                Measure.CPU,
                cpu,
                declared.map(each -> against(cpu, each.cpu().value(), Measure.CPU)).orElse(""));
        put(
                larry,
                "memory " + of,
                Measure.BYTES,
                memory,
                declared.map(each -> against(memory, each.memory().value(), Measure.BYTES))
                        .orElse(""));
    }

    private static String against(long sum, long declared, Measure measure) {
        String text = "declared " + measure.shown(declared);
        if (sum == declared) {
            return text;
        }
        return text
                + (sum > declared
                        ? ": over by " + measure.shown(sum - declared)
                        : ": " + measure.shown(declared - sum) + " short of it");
    }

    private static String within(long end, long window) {
        String text = "of " + Measure.TIME.shown(window);
        return end <= window ? text : text + ": over by " + Measure.TIME.shown(end - window);
    }

    private void put(String larry, String what, Measure measure, long number, String note) {
        values.put(new Key(larry, what), new Value(measure, number, note));
    }
}
