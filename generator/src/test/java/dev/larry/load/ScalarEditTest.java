package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value is edited where it is written; the rest of the file is not touched. */
final class ScalarEditTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "id: r1 # why|5|id: r2 # why",
                "id: r1|5|id: r2",
                "id: \"r1\" # why|5|id: \"r2\" # why",
                "{ id: r1, startBy: x }|7|{ id: r2, startBy: x }",
                "{ id: r1}|7|{ id: r2}",
                "ü𝔘: r1|5|ü𝔘: r2",
            })
    void what_is_written_on_one_line_is_replaced(String before, int column, String after) {
        assertThat(ScalarEdit.replace(before, 1, column, "r1"::equals, "r2")).contains(after);
    }

    @Test
    void lines_and_their_ends_stay() {
        assertThat(ScalarEdit.replace("a: 1\r\nid: r1\r\n\r\nb: 2", 2, 5, "r1"::equals, "r2"))
                .contains("a: 1\r\nid: r2\r\n\r\nb: 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: >-|5",
                "id: &run r1|5",
                "id: *run|5",
                "id: r11|5",
                "id: \"r1|5",
                "id: r1|99",
                "id: r1|0",
                "id: 'r''1'|5"
            })
    void what_is_written_otherwise_is_left_to_a_person(String text, int column) {
        assertThat(ScalarEdit.replace(text, 1, column, "r1"::equals, "r2")).isEmpty();
    }

    @Test
    void a_line_that_is_not_there_has_no_value() {
        assertThat(ScalarEdit.replace("id: r1", 2, 5, "r1"::equals, "r2")).isEmpty();
    }

    @Property
    void whatever_stands_around_it_stays(
            @ForAll @AlphaChars @StringLength(max = 20) String above,
            @ForAll @StringLength(max = 20) String below) {
        String rest = " # " + below.replace("\n", "") + "\n" + below;
        assertThat(ScalarEdit.replace(above + "\nid: r1" + rest, 2, 5, "r1"::equals, "r2"))
                .contains(above + "\nid: r2" + rest);
    }
}
