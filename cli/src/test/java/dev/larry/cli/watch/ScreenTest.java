package dev.larry.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.cli.watch.View.Key;
import dev.larry.cli.watch.View.Lower;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunState;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A state fits every screen, and says what the view asks for. */
final class ScreenTest {
    private static final Path CASES = Path.of("src/test/resources/cases/watch");

    @ParameterizedTest
    @CsvSource({
        "running, TASKS, 0, 80, 24",
        "running, TASKS, 1, 80, 24",
        "running, TASKS, 0, 200, 60",
        "running, DETAILS, 0, 80, 24",
        "running, EVENTS, 0, 80, 24",
        "running, TOKENS, 0, 80, 24",
        "running, HELP, 0, 80, 24",
        "many, TASKS, 120, 80, 24",
        "many, TASKS, 199, 200, 60"
    })
    void a_state_is_shown_as_expected(String state, Lower lower, int larry, int width, int height)
            throws Exception {
        String name = lower.name().toLowerCase(Locale.ROOT);
        Path expected =
                CASES.resolve(state)
                        .resolve(name + "-" + larry + "-" + width + "x" + height + ".txt");
        String shown =
                text(
                        Screen.of(
                                read(state),
                                new View(lower, larry, 1, 0),
                                width,
                                height,
                                false,
                                null));
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, shown);
        }
        assertThat(shown)
                .as(
                        "%s; if the change is meant: mvn -pl cli -am test -Dtest=ScreenTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate",
                        expected)
                .isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
    }

    @Property(tries = 100)
    void no_screen_is_outgrown(
            @ForAll @IntRange(min = 20, max = 250) int width,
            @ForAll @IntRange(min = 4, max = 90) int height,
            @ForAll @IntRange(max = 250) int larry,
            @ForAll @IntRange(max = 500) int scroll,
            @ForAll Lower lower,
            @ForAll boolean colour)
            throws Exception {
        for (String state : List.of("running", "many")) {
            List<AttributedString> lines =
                    Screen.of(
                            read(state),
                            new View(lower, larry, scroll, scroll),
                            width,
                            height,
                            colour,
                            "stale since 10:00:00: no answer");
            assertThat(lines).hasSizeLessThanOrEqualTo(height);
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void words_of_a_task_cannot_steer_the_terminal() throws Exception {
        for (AttributedString line :
                Screen.of(read("running"), new View(Lower.TASKS, 1, 0, 0), 200, 60, false, null)) {
            assertThat(line.toAnsi()).doesNotContain("\u001b");
        }
    }

    @Test
    void keys_move_through_the_larrys_and_back() {
        View view = pressed(View.START, Key.DOWN, Key.DOWN, Key.DOWN);
        assertThat(view.larry()).isEqualTo(2);
        assertThat(pressed(view, Key.UP).larry()).isEqualTo(1);
        assertThat(pressed(view, Key.EVENTS).lower()).isEqualTo(Lower.EVENTS);
        assertThat(pressed(view, Key.EVENTS, Key.EVENTS).lower()).isEqualTo(Lower.TASKS);
        assertThat(pressed(view, Key.RIGHT, Key.RIGHT, Key.RIGHT).task()).isEqualTo(1);
        assertThat(pressed(view, Key.RIGHT, Key.DETAILS, Key.LEFT))
                .isEqualTo(new View(Lower.DETAILS, 2, 0, 0));
        assertThat(pressed(view, Key.RIGHT, Key.UP).task()).isZero();
        assertThat(View.START.after(Key.UP, 0, 0).larry()).isZero();
        assertThat(View.START.after(Key.RIGHT, 0, 0).task()).isZero();
    }

    @Test
    void without_a_terminal_only_news_are_said() throws Exception {
        PlainLines lines = new PlainLines();
        RunState state = read("running");
        assertThat(lines.of(state)).hasSize(6).first().asString().contains("7 tasks: 2 done");
        assertThat(lines.of(state)).isEmpty();
        assertThat(lines.away("no answer")).containsExactly("stale: no answer");
        assertThat(lines.away("no answer")).isEmpty();
        assertThat(lines.of(state)).singleElement().asString().contains("told again");
    }

    /** Among three Larrys of two tasks each. */
    private static View pressed(View view, Key... keys) {
        View after = view;
        for (Key key : keys) {
            after = after.after(key, 3, 2);
        }
        return after;
    }

    private static RunState read(String state) throws IOException, ContractException {
        return ContractJson.read(
                Files.readString(CASES.resolve(state).resolve("state.json")), RunState.class);
    }

    private static String text(List<AttributedString> lines) {
        return lines.stream()
                .map(line -> line.toString().stripTrailing() + "\n")
                .collect(Collectors.joining());
    }
}
