package dev.larry.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.cli.show.ShowRun;
import dev.larry.contract.Happening;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The page that a real observer serves of a real run, in a real browser. The tests follow one run
 * from its middle to its end.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PageIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final int TAB = 9;
    private static final int ENTER = 13;

    @TempDir private static Path directory;
    private static ShowRun run;
    private static Browser browser;
    private static URI page;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.start(directory);
        run = ShowRun.start(directory);
        run.awaitHeld();
        page = run.page();
        browser.resize(1100, 900);
        browser.prefer("light");
        browser.open(page.toString());
        browser.await("the page shows the run", "document.title.startsWith('2/5 ')");
    }

    @AfterAll
    static void close() throws IOException {
        if (run != null) {
            run.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Order(1)
    void it_shows_each_larry_with_its_tasks_tokens_findings_events_and_timeline() throws Exception {
        assertThat(text("#title")).isEqualTo("Run show-1");
        assertThat(text("#stage")).isEqualTo("running: 2 of 5 tasks done");
        assertThat(text("#facts")).contains("environment", "show", "elapsed", "of 10 min", "epoch");
        assertThat(text("[data-larry=larry-01] summary"))
                .contains("larry-01", "checkout and text")
                .contains("running: 1 done, 1 active, 1 open");
        assertThat(
                        value(
                                        "getComputedStyle(document.querySelector('[data-larry=larry-02]'))"
                                            + ".borderLeftColor")
                                .asText())
                .isEqualTo("rgb(255, 0, 0)");
        assertThat(text("[data-larry=larry-01] tbody tr:nth-child(2)"))
                .contains("check-text", "leased", "40 %", "reads every text")
                .containsPattern("\\d s");
        assertThat(text("[data-larry=larry-01] tbody tr:nth-child(3)"))
                .contains("open, after check-text");
        assertThat(text("#tokens")).containsPattern("larry-01\\s+2,500\\s+13,000");
        assertThat(text("[data-fact=reserve]")).isEqualTo("1,000 of 1,000 tokens left");
        assertThat(text("#findings")).contains("high", "low", "files", "1,234");
        String events = text("#events");
        // Which are the latest ten is a matter of who was first; the newest may come meanwhile.
        for (Happening event : run.state().events().reversed().subList(2, 7)) {
            assertThat(events)
                    .contains(event.type())
                    .contains(Objects.requireNonNullElse(event.larry(), ""))
                    .contains(Objects.requireNonNullElse(event.task(), ""));
            assertThat(event.data().keySet())
                    .allSatisfy(name ->
                            assertThat(name.equals("fence") || events.contains("\"" + name + "\""))
                                    .as("%s in %s", name, events)
                                    .isTrue());
        }
        assertThat(value("document.querySelectorAll('#timeline svg rect').length").asInt())
                .isEqualTo(4);
    }

    @Test
    @Order(2)
    void everything_is_reached_and_opened_with_the_keyboard() {
        value("document.activeElement.blur()");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            browser.press("Tab", TAB);
            reached.add(
                    value(
                                    "(() => { const at = document.activeElement;"
                                            + " return at.id || at.closest('[data-larry]')"
                                            + "?.dataset.larry || at.className || at.tagName; })()")
                            .asText());
        }
        assertThat(reached).startsWith("skip").contains("larry-01", "larry-02", "tokens");
        value("document.querySelector('[data-larry=larry-02] summary').focus()");
        boolean open = isOpen();
        browser.press("Enter", ENTER);
        assertThat(isOpen()).isNotEqualTo(open);
        browser.press("Enter", ENTER);
        assertThat(isOpen()).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light"})
    @Order(3)
    void no_serious_barrier_is_found_in(String scheme) throws Exception {
        browser.prefer(scheme);
        value(axe());
        JsonNode found =
                value(
                        "axe.run().then(r => ({checked: r.passes.length, found: r.violations.map(v"
                            + " => v.impact + ' ' + v.id + ': ' + v.nodes.map(n => n.html + ' ' +"
                            + " n.failureSummary).join('; '))}))");
        assertThat(found.path("checked").asInt()).isGreaterThan(20);
        assertThat(found.path("found")).isEmpty();
    }

    @Test
    @Order(5)
    void what_happens_is_shown_without_loading_it_again() throws Exception {
        value("window.sameDocument = true");
        run.release("render-drift");
        browser.await("a third task is done", "document.title.startsWith('3/5 ')");
        browser.await(
                "its Larry is complete",
                "document.querySelector('[data-larry=larry-02] .counts').textContent"
                        + ".startsWith('complete: 2 done')");
        assertThat(value("window.sameDocument").asBoolean()).isTrue();
    }

    @Test
    @Order(6)
    void it_says_since_when_it_is_stale_while_redis_is_away_and_goes_on_after() throws Exception {
        run.stopRedis();
        browser.await("that it is stale is said", "!document.getElementById('stale').hidden");
        assertThat(text("#stale")).containsPattern("stale since \\d\\d:\\d\\d:\\d\\d");
        assertThat(text("#stage")).contains("3 of 5 tasks done");
        run.startRedis();
        browser.await("it is fresh again", "document.getElementById('stale').hidden");
        run.release("check-text");
        browser.await("the run is complete", "document.title.startsWith('5/5 ')");
        browser.await(
                "and says so",
                "document.getElementById('stage').textContent.startsWith('complete')");
        assertThat(value("window.sameDocument").asBoolean()).isTrue();
    }

    @Test
    @Order(7)
    void it_asked_nobody_but_the_observer_and_complained_of_nothing() {
        assertThat(browser.requests())
                .contains(page.toString(), page.resolve("stream").toString())
                .allMatch(request ->
                        request.startsWith(page.toString()) || request.startsWith("data:"));
        assertThat(browser.troubles()).isEmpty();
    }

    /** The pictures of the documentation, made anew with -Drecreate. */
    @ParameterizedTest
    @CsvSource({"dark, page-dark.png", "light, page.png"})
    @Order(4)
    void its_pictures_are_of_the_page_as_it_is(String scheme, String file) throws Exception {
        browser.prefer(scheme);
        value("document.activeElement.blur()");
        byte[] picture = browser.picture();
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(10_000);
        Path kept = ROOT.resolve("docs/images").resolve(file);
        if (System.getProperty("recreate") != null) {
            Files.write(kept, picture);
        }
        assertThat(kept).isNotEmptyFile();
    }

    private static boolean isOpen() {
        return value("document.querySelector('[data-larry=larry-02]').open").asBoolean();
    }

    private static String text(String selector) {
        return value("document.querySelector('" + selector + "').innerText").asText();
    }

    private static JsonNode value(String expression) {
        return browser.evaluate(expression);
    }

    /** The accessibility checker, as its package has it. */
    private static String axe() throws IOException {
        try (InputStream script = PageIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script, "axe-core on the class path").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
