package dev.larry.template;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.TemplateModelException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No text from an environment file can act as Markdown. */
final class MarkdownFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\u0001',
            value = {
                "plain words, (70 %) & more: a_b-c!plain words, (70 %) & more: a_b-c",
                "a | b!a \\| b",
                "<b>bold</b>!\\<b\\>bold\\</b\\>",
                "*x* _y_ `z`!\\*x\\* \\_y\\_ \\`z\\`",
                "[text](address)!\\[text\\](address)",
                "# heading!\\# heading",
                "#1 first!#1 first",
                "- item!\\- item",
                "---!\\---",
                "1. item!1\\. item",
                "1.5 cores!1.5 cores",
                "&lt; &#60; R&D!&amp;lt; &amp;#60; R&D",
                "C:\\new!C:\\\\new"
            })
    void escapesWhatMarkdownWouldReadOtherwise(String text, String escaped) {
        assertThat(MarkdownFormat.INSTANCE.escapePlainText(text)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\u0001',
            value = {
                "plain \\ *text*!`plain \\ *text*`",
                "one `tick`!`` one `tick` ``",
                "a|b <c>!<code>a&#124;b &#60;c&#62;</code>"
            })
    void showsCodeAsItIs(String text, String span) throws TemplateModelException {
        assertThat(markup(text)).isEqualTo(span);
    }

    @Property
    void whateverATextHoldsItStaysOneCellOfATable(@ForAll String text)
            throws TemplateModelException {
        for (String cell :
                new String[] {MarkdownFormat.INSTANCE.escapePlainText(text), markup(text)}) {
            assertThat(cell.lines().count()).isLessThanOrEqualTo(1);
            assertThat(cell.replace("\\\\", "").replace("\\|", "")).doesNotContain("|");
        }
    }

    private static String markup(String text) throws TemplateModelException {
        return MarkdownFormat.INSTANCE.getMarkupString(MarkdownFormat.INSTANCE.code(text));
    }
}
