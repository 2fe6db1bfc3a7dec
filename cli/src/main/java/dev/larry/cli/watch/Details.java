package dev.larry.cli.watch;

import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Task;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Everything that is known of one task, a word and what is said of it. */
final class Details {
    private final SequencedMap<String, String> said = new LinkedHashMap<>();

    private Details() {}

    static SequencedMap<String, String> of(Task task, RunState state) {
        Details details = new Details();
        details.say("state", Words.lower(task.state()) + (task.master() ? ", a master's" : ""));
        details.say("attempts", task.attempts() + ", fence " + task.fence());
        details.say("held by", task.owner());
        details.say(
                "lease left",
                task.leaseMillis() == null
                        ? null
                        : Words.span(Duration.ofMillis(task.leaseMillis())));
        details.say("begun", at(task.begun(), state.at()));
        details.say("changed", at(task.changed(), state.at()));
        details.say("expected", Words.span(task.expected()) + " of " + Words.span(task.timeout()));
        details.say("after", task.after().isEmpty() ? null : String.join(", ", task.after()));
        details.say("progress", task.percent() == null ? null : task.percent() + "%");
        details.say("said", task.message());
        details.say("reason", task.reason());
        return details.said;
    }

    private static @Nullable String at(@Nullable Instant at, Instant now) {
        return at == null
                ? null
                : Words.clock(at) + ", " + Words.span(Duration.between(at, now)) + " ago";
    }

    private void say(String word, @Nullable String what) {
        if (what != null) {
            said.put(word, what);
        }
    }
}
