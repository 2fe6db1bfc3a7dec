package dev.larry.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * {@code larry watch} on a real pseudo-terminal, of an observer that tells the state of a case: the
 * screens are those that {@link ScreenTest} expects.
 */
final class WatchIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path CASES = Path.of("src/test/resources/cases/watch/running");
    private static final String RIGHT = "\u001b[C";
    private static final String DOWN = "\u001b[B";

    private HttpServer observer;
    private volatile boolean away;

    @BeforeEach
    void observe() throws IOException {
        byte[] state = Files.readAllBytes(CASES.resolve("state.json"));
        observer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        observer.createContext(
                "/state",
                exchange -> {
                    byte[] body = away ? "not now".getBytes(StandardCharsets.UTF_8) : state;
                    exchange.sendResponseHeaders(away ? 503 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        observer.start();
    }

    @AfterEach
    void stop() {
        observer.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 60"})
    void a_terminal_shows_what_is_expected_of_its_size(int columns, int rows) throws Exception {
        try (PseudoTerminal terminal = watch(Map.of(), columns, rows)) {
            terminal.await("the run", text -> text.contains("r-7 of prod"));
            terminal.type(RIGHT);
            awaitScreen(terminal, "tasks-0-" + columns + "x" + rows);
        }
    }

    @Test
    void a_window_of_another_size_is_filled_anew() throws Exception {
        try (PseudoTerminal terminal = watch(Map.of(), 80, 24)) {
            terminal.await("the run", text -> text.contains("r-7 of prod"));
            terminal.type(RIGHT);
            awaitScreen(terminal, "tasks-0-80x24");
            terminal.resize(200, 60);
            awaitScreen(terminal, "tasks-0-200x60");
            terminal.resize(80, 24);
            awaitScreen(terminal, "tasks-0-80x24");
        }
    }

    @Test
    void keys_lead_through_it_and_out() throws Exception {
        try (PseudoTerminal terminal = watch(Map.of(), 80, 24)) {
            terminal.await("the run", text -> text.contains("r-7 of prod"));
            terminal.type(RIGHT);
            awaitScreen(terminal, "tasks-0-80x24");
            terminal.type("d");
            awaitScreen(terminal, "details-0-80x24");
            terminal.type("e");
            awaitScreen(terminal, "events-0-80x24");
            terminal.type("t");
            awaitScreen(terminal, "tokens-0-80x24");
            terminal.type("?");
            awaitScreen(terminal, "help-0-80x24");
            terminal.type("\r" + DOWN + RIGHT);
            awaitScreen(terminal, "tasks-1-80x24");
            terminal.type("q");
            assertThat(terminal.end()).isZero();
            // The cursor is back, and so is what was on the screen before.
            assertThat(terminal.raw()).contains("\u001b[?1049h", "\u001b[?25l");
            assertThat(terminal.raw().lastIndexOf("\u001b[?1049l"))
                    .isGreaterThan(terminal.raw().lastIndexOf("\u001b[?1049h"));
            assertThat(terminal.raw().lastIndexOf("\u001b[?25h"))
                    .isGreaterThan(terminal.raw().lastIndexOf("\u001b[?25l"));
        }
    }

    @Test
    void larrys_have_their_colours_unless_no_color_is_set() throws Exception {
        try (PseudoTerminal terminal = watch(Map.of(), 100, 28)) {
            terminal.await("the run", text -> text.contains("Latest events"));
            assertThat(colours(terminal)).hasSizeGreaterThan(3);
            picture(terminal);
        }
        try (PseudoTerminal terminal = watch(Map.of("NO_COLOR", "1"), 100, 28)) {
            terminal.await("the run", text -> text.contains("Latest events"));
            assertThat(colours(terminal)).containsExactly(-1);
        }
    }

    @Test
    void it_says_since_when_it_is_stale_and_comes_back_by_itself() throws Exception {
        try (PseudoTerminal terminal = watch(Map.of(), 80, 24)) {
            terminal.await("the run", text -> text.contains("r-7 of prod"));
            away = true;
            terminal.await(
                    "since when it is stale",
                    text ->
                            text.lines()
                                    .anyMatch(line ->
                                            line.matches(
                                                    "stale since" + " \\d\\d:\\d\\d:\\d\\d: .*")));
            assertThat(terminal.text()).contains("r-7 of prod", "larry-03");
            away = false;
            terminal.await("that it is fresh", text -> !text.contains("stale since"));
        }
    }

    @Test
    void a_terminal_that_cannot_draw_gets_plain_lines() throws Exception {
        try (PseudoTerminal terminal = watch(Map.of("TERM", "dumb"), 80, 24)) {
            terminal.await("lines", text -> text.contains("larry-03 waiting: 0/1 done"));
            assertThat(terminal.raw()).contains("7 tasks: 2 done").doesNotContain("\u001b");
        }
    }

    @Test
    void no_terminal_gets_plain_lines_and_machines_get_json() throws Exception {
        String lines = piped("--once");
        assertThat(lines)
                .contains("r-7 running", "7 tasks: 2 done", "larry-02 degraded")
                .doesNotContain("\u001b");
        assertThat(piped("--once", "--json"))
                .startsWith("{\"version\":1,")
                .hasLineCount(1)
                .doesNotContain("\u001b");
    }

    private void awaitScreen(PseudoTerminal terminal, String expected) throws Exception {
        String text = Files.readString(CASES.resolve(expected + ".txt"));
        terminal.await(expected + ":\n" + text, text::equals);
    }

    private static List<Integer> colours(PseudoTerminal terminal) {
        return Arrays.stream(terminal.cells())
                .flatMap(Arrays::stream)
                .map(PseudoTerminal.Cell::colour)
                .distinct()
                .toList();
    }

    /** The picture of the documentation: the same state gives the same picture. */
    private static void picture(PseudoTerminal terminal) throws IOException {
        Path kept = ROOT.resolve("docs/images/watch.svg");
        String picture = ScreenPicture.of(terminal.cells(), "larry watch");
        if (System.getProperty("recreate") != null) {
            Files.writeString(kept, picture);
        }
        assertThat(kept).content().isEqualTo(picture);
    }

    private PseudoTerminal watch(Map<String, String> variables, int columns, int rows)
            throws IOException {
        return PseudoTerminal.start(command(), variables, columns, rows);
    }

    private String piped(String... options) throws Exception {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return said;
    }

    private List<String> command() {
        return List.of(
                ROOT.resolve("target/larry").toString(),
                "watch",
                "prod",
                "--root",
                ROOT.toString(),
                "--url",
                "http://127.0.0.1:" + observer.getAddress().getPort() + "/");
    }
}
