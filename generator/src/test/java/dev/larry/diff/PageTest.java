package dev.larry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

/** A page is never longer than it may be, and what is on it is whole. */
final class PageTest {
    private static final String HEAD = "| a |\n|---|\n";

    @Property(tries = 300)
    void isNeverTooLongAndCutsNoTable(
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 60) Integer> tables,
            @ForAll @IntRange(min = 600, max = 3000) int most) {
        Page page = new Page(most);
        boolean whole = true;
        for (int rows : tables) {
            whole &=
                    page.rows(
                            "<details>\n\n" + HEAD,
                            Collections.nCopies(rows, "| row |"),
                            "\n</details>\n");
        }
        String text = page.toString();
        assertThat(text.length()).isLessThanOrEqualTo(most);
        assertThat(count(text, "<details>")).isEqualTo(count(text, "</details>"));
        assertThat(text.contains("have no room on this page")).isEqualTo(!whole);
        for (String line : text.split("\n")) {
            assertThat(line)
                    .satisfiesAnyOf(
                            each -> assertThat(each).doesNotStartWith("|"),
                            each -> assertThat(each).isIn("| a |", "|---|", "| row |"));
        }
    }

    @Test
    void saysHowManyRowsAreLeftOut() {
        Page page = new Page(600);
        page.rows(HEAD, Collections.nCopies(100, "| row |"), "");
        assertThat(page.toString())
                .contains("more have no room here.")
                .contains(
                        "rows have no room on this page; all of them: `larry diff --format json`");
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
