package dev.larry.render.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.fabric8.kubernetes.api.model.IntOrString;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the generated code is made of. */
abstract class JsonMembers {
    static ObjectNode node() {
        return new ObjectNode(JsonNodeFactory.instance);
    }

    static TextNode text(String text) {
        return TextNode.valueOf(text);
    }

    static IntNode scalar(Integer number) {
        return IntNode.valueOf(number);
    }

    static LongNode scalar(Long number) {
        return LongNode.valueOf(number);
    }

    static <T> ArrayNode list(List<T> values, Function<T, JsonNode> json) {
        ArrayNode array = new ArrayNode(JsonNodeFactory.instance, values.size());
        for (T value : values) {
            array.add(value == null ? NullNode.instance : json.apply(value));
        }
        return array;
    }

    static <T> ObjectNode map(Map<String, T> values, Function<T, JsonNode> json) {
        ObjectNode object = node();
        for (Map.Entry<String, T> entry : new TreeMap<>(values).entrySet()) {
            T value = entry.getValue();
            object.set(entry.getKey(), value == null ? NullNode.instance : json.apply(value));
        }
        return object;
    }

    static JsonNode intOrString(IntOrString value) {
        Integer number = value.getIntVal();
        @Nullable String string = value.getStrVal();
        return number != null
                ? IntNode.valueOf(number)
                : string != null ? text(string) : NullNode.instance;
    }

    static JsonNode byJackson(Object value) {
        return ObjectJson.byJackson(value);
    }
}
