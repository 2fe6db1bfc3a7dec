package dev.larry.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.cli.watch.StateSource.AwayException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunChange;
import dev.larry.contract.RunState;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An observer is asked for what is new, and for the whole where it tells no changes. */
final class FollowedTest {
    private static final Path STATE = Path.of("src/test/resources/cases/watch/running/state.json");

    private final List<String> asked = new ArrayList<>();
    private final Deque<Optional<String>> answers = new ArrayDeque<>();
    private final Followed followed = new Followed("an observer", this::get);

    private Optional<String> get(String path) throws AwayException {
        asked.add(path);
        if (answers.isEmpty()) {
            throw new AwayException("an observer: no answer");
        }
        return answers.removeFirst();
    }

    @Test
    void after_the_whole_only_what_is_new_is_asked_for() throws Exception {
        RunState state = ContractJson.read(Files.readString(STATE), RunState.class);
        told(RunChange.whole("one-1", state));
        told(change(state, "one-2", 7));
        told(change(state, "one-3", 8));
        assertThat(followed.read()).isEqualTo(state);
        assertThat(followed.read().missing()).isEqualTo(7);
        assertThat(followed.read().missing()).isEqualTo(8);
        assertThat(asked).containsExactly("changes", "changes?since=one-1", "changes?since=one-2");
    }

    @Test
    void an_observer_without_changes_is_asked_for_the_whole() throws Exception {
        String state = Files.readString(STATE);
        answers.addAll(List.of(Optional.empty(), Optional.of(state), Optional.of(state)));
        assertThat(followed.read()).isEqualTo(followed.read());
        assertThat(asked).containsExactly("changes", "state", "state");
    }

    @Test
    void one_that_was_away_is_asked_anew() throws Exception {
        RunState state = ContractJson.read(Files.readString(STATE), RunState.class);
        told(RunChange.whole("one-1", state));
        followed.read();
        assertThatThrownBy(followed::read).hasMessage("an observer: no answer");
        told(RunChange.whole("two-1", state));
        followed.read();
        assertThat(asked).containsExactly("changes", "changes?since=one-1", "changes");
    }

    @Test
    void what_is_no_change_is_said_and_asked_anew() throws Exception {
        RunState state = ContractJson.read(Files.readString(STATE), RunState.class);
        told(change(state, "one-2", 7));
        answers.add(Optional.of("{}"));
        assertThatThrownBy(followed::read)
                .isInstanceOf(AwayException.class)
                .hasMessage(
                        "an observer: not the state of a run: a change of a state that is not"
                                + " known");
        assertThatThrownBy(followed::read)
                .isInstanceOf(AwayException.class)
                .hasMessageStartingWith("an observer: not the state of a run: ");
        assertThat(asked).containsExactly("changes", "changes");
    }

    private void told(RunChange change) {
        answers.add(Optional.of(ContractJson.line(change)));
    }

    private static RunChange change(RunState state, String look, long missing) {
        RunChange.Now now = RunChange.Now.of(state);
        return new RunChange(
                RunState.VERSION,
                look,
                null,
                new RunChange.Now(
                        now.stage(),
                        now.at(),
                        now.started(),
                        now.ends(),
                        now.epoch(),
                        now.redis(),
                        now.replicas(),
                        missing),
                List.of(),
                List.of(),
                null,
                null,
                null,
                Map.of());
    }
}
