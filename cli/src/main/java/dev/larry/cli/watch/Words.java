package dev.larry.cli.watch;

import dev.larry.contract.RunState;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How figures of a run are said, on every screen and line alike. */
final class Words {
    private Words() {}

    /** How long, in the two greatest units. */
    static String span(Duration span) {
        Duration shown = span.isNegative() ? Duration.ZERO : span;
        if (shown.toMinutes() == 0) {
            return shown.toSeconds() + "s";
        }
        if (shown.toHours() == 0) {
            return String.format(Locale.ROOT, "%dm%02ds", shown.toMinutes(), shown.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%dh%02dm", shown.toHours(), shown.toMinutesPart());
    }

    /** The time of day in UTC. */
    static String clock(Instant at) {
        return at.toString().substring(11, 19);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** How much of the run's window is gone. */
    static String elapsed(RunState state) {
        if (state.started() == null || state.ends() == null) {
            return "not begun";
        }
        Duration all = Duration.between(state.started(), state.ends());
        Duration gone = Duration.between(state.started(), state.at());
        return "T+" + span(gone.compareTo(all) > 0 ? all : gone) + " of " + span(all);
    }

    /** All tasks by state. */
    static String tasks(RunState state) {
        int all = 0;
        int done = 0;
        int dead = 0;
        int active = 0;
        for (RunState.Phase phase : state.phases()) {
            all += phase.tasks().size();
            done += phase.done();
            dead += phase.dead();
            active += phase.active();
        }
        return all
                + " tasks: "
                + done
                + " done, "
                + active
                + " active, "
                + (all - done - dead - active)
                + " open"
                + (dead == 0 ? "" : ", " + dead + " dead");
    }

    /** Tokens of the run and what is left of the reserve. */
    static String tokens(RunState state) {
        Optional<RunState.Account> run = account(state, TokenPath.RUN);
        Optional<RunState.Account> reserve = account(state, TokenPath.RESERVE);
        return run.map(all -> "tokens " + all.spent() + "/" + all.cap()).orElse("tokens unknown")
                + reserve.map(all ->
                                ", reserve "
                                        + new Tokens(all.cap().value() - all.granted().value())
                                        + "/"
                                        + all.cap())
                        .orElse("");
    }

    static Optional<RunState.Account> account(RunState state, String node) {
        return state.tokens().stream().filter(one -> one.node().equals(node)).findFirst();
    }

    /** What tasks found, by severity, and what they counted; empty where nothing. */
    static String reported(RunState state) {
        return reported(state.findings(), state.inventory());
    }

    /** The same of one Larry. */
    static String reported(RunState state, String larry) {
        return reported(of(state.findings(), larry), of(state.inventory(), larry));
    }

    private static List<RunState.Count> of(List<RunState.Count> counts, String larry) {
        return counts.stream().filter(count -> count.larry().equals(larry)).toList();
    }

    private static String reported(List<RunState.Count> found, List<RunState.Count> counted) {
        String findings = sums(found);
        String inventory = sums(counted);
        return (findings.isEmpty() ? "" : "findings: " + findings)
                + (findings.isEmpty() || inventory.isEmpty() ? "" : "; ")
                + (inventory.isEmpty() ? "" : "inventory: " + inventory);
    }

    private static String sums(Iterable<RunState.Count> counts) {
        Map<String, Double> sums = new LinkedHashMap<>();
        counts.forEach(count -> sums.merge(count.what(), count.number(), Double::sum));
        return sums.entrySet().stream()
                .map(one -> number(one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
