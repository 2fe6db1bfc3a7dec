package dev.larry.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class YamlWriterTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Provide
    Arbitrary<ObjectNode> objects() {
        return NastyYaml.objects();
    }

    @Provide
    Arbitrary<String> strings() {
        return NastyYaml.strings();
    }

    @Property(tries = 3000)
    void reads_back_the_same_under_yaml_1_1_and_1_2(@ForAll("objects") ObjectNode object) {
        String yaml = write(object);

        assertThat(PlainValue.of(yaml11(yaml))).as(yaml).isEqualTo(PlainValue.of(object));
        assertThat(PlainValue.of(yaml12(yaml))).as(yaml).isEqualTo(PlainValue.of(object));
    }

    @Example
    void every_word_that_a_reader_stumbles_over_reads_back_as_key_and_as_value() {
        for (String word : NastyYaml.WORDS) {
            ObjectNode object = object();
            object.put(word, word);
            object.putObject("nested").putArray("list").add(word).addObject().put(word, word);
            String yaml = write(object);

            assertThat(PlainValue.of(yaml11(yaml))).as(yaml).isEqualTo(PlainValue.of(object));
            assertThat(PlainValue.of(yaml12(yaml))).as(yaml).isEqualTo(PlainValue.of(object));
        }
    }

    @Property
    void the_order_of_members_changes_nothing(
            @ForAll("objects") ObjectNode object, @ForAll Random random) {
        assertThat(write((ObjectNode) shuffled(object, random))).isEqualTo(write(object));
    }

    @Property
    void no_line_ends_in_a_blank_and_every_character_can_be_seen(
            @ForAll("objects") ObjectNode object) {
        String yaml = write(object);

        assertThat(yaml).endsWith("\n").doesNotContain("\r");
        assertThat(yaml.lines().filter(line -> line.matches(".*[ \t]"))).isEmpty();
        assertThat(yaml.codePoints().filter(c -> c != '\n' && c != '\t'))
                .allMatch(YamlScalars::shown);
    }

    @Property
    void a_quoted_string_is_one_line(@ForAll("strings") String text) {
        StringBuilder out = new StringBuilder();
        YamlScalars.quote(text, out);

        assertThat(out.toString()).hasLineCount(1);
        assertThat(yaml12(out.toString())).isEqualTo(text);
    }

    @Example
    void quotes_what_yaml_1_1_takes_for_a_boolean_and_leaves_ordinary_words_bare() {
        ObjectNode object = object();
        object.put("on", "yes").put("storage", "10Gi").put("cpu", "1").put("when", "2024-01-01");

        assertThat(write(object))
                .isEqualTo(
                        """
                        cpu: "1"
                        "on": "yes"
                        storage: 10Gi
                        when: "2024-01-01"
                        """);
    }

    @Example
    void writes_lines_of_text_as_a_block_and_other_texts_in_quotes() {
        ObjectNode object = object();
        object.put("keep", "a\n  b\n").put("strip", "a\n\nb").put("trailing", "a \nb\n");

        assertThat(write(object))
                .isEqualTo(
                        """
                        keep: |
                          a
                            b
                        strip: |-
                          a

                          b
                        trailing: "a \\nb\\n"
                        """);
    }

    @Example
    void puts_kind_and_metadata_first_and_leaves_out_what_has_no_value() {
        ObjectNode object = object();
        object.putObject("spec").putNull("left out").putObject("emptyDir");
        object.putObject("data").putArray("list").add(1).addNull();
        object.put("kind", "A").put("apiVersion", "v1").putObject("metadata").put("name", "a");

        assertThat(write(object))
                .isEqualTo(
                        """
                        apiVersion: v1
                        kind: A
                        metadata:
                          name: a
                        data:
                          list:
                          - 1
                          - null
                        spec:
                          emptyDir: {}
                        """);
    }

    @Example
    void refuses_what_yaml_cannot_say() {
        assertThatThrownBy(() -> write(object().put("a", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(object().put("a", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String write(ObjectNode object) {
        StringBuilder out = new StringBuilder();
        new YamlWriter(out).write(object);
        return out.toString();
    }

    private static Object yaml11(String yaml) {
        LoaderOptions options = new LoaderOptions();
        return new Yaml(new SafeConstructor(options)).load(yaml);
    }

    private static Object yaml12(String yaml) {
        return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
                .loadFromString(yaml);
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(shuffled(item, random)));
            return JSON.createArrayNode().addAll(items);
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode object = JSON.createObjectNode();
        names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
        return object;
    }
}
