package dev.larry.render.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.Map;

/** Texts are what Jackson makes of the same values. */
class JsonTextTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    @Property(tries = 300)
    void aLineIsJacksons(@ForAll("values") Object value) throws JsonProcessingException {
        assertThat(JsonText.line(RecordJson.tree(value)))
                .isEqualTo(JACKSON.writeValueAsString(value));
    }

    @Property(tries = 300)
    void aDocumentIsJacksons(@ForAll("values") Object value) throws JsonProcessingException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                                Separators.createDefaultInstance()
                                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter);
        JsonNode tree = RecordJson.tree(value);
        assertThat(JsonText.document(tree, " "))
                .isEqualTo(JACKSON.writer(printer).writeValueAsString(value) + "\n");
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars =
                Arbitraries.oneOf(
                        Arbitraries.strings().map(text -> (Object) text),
                        Arbitraries.strings().withCharRange('\0', '~').map(text -> (Object) text),
                        Arbitraries.integers().map(number -> (Object) number),
                        Arbitraries.longs().map(number -> (Object) number),
                        Arbitraries.doubles().map(number -> (Object) number),
                        Arbitraries.bigIntegers().map(number -> (Object) number),
                        Arbitraries.bigDecimals().map(number -> (Object) number),
                        Arbitraries.of(true, false).map(truth -> (Object) truth));
        return Arbitraries.lazyOf(
                () -> scalars,
                () -> scalars,
                () -> values().list().ofMaxSize(3).map(List::copyOf),
                () ->
                        Arbitraries.maps(Arbitraries.strings(), values())
                                .ofMaxSize(3)
                                .map(Map::copyOf));
    }
}
