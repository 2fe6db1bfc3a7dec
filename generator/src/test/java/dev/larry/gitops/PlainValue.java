package dev.larry.gitops;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings what JSON nodes and YAML readers return to one form, so that they can be compared. */
public final class PlainValue {
    private PlainValue() {}

    /** Numbers compare by value and by kind (whole or not), strings and booleans as they are. */
    public static Object of(Object value) {
        return switch (value) {
            case JsonNode node -> of(node);
            case Map<?, ?> map -> {
                Map<Object, Object> plain = new LinkedHashMap<>();
                map.forEach((key, member) -> plain.put(of(key), of(orNull(member))));
                yield plain;
            }
            case List<?> list -> {
                List<Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(of(orNull(item))));
                yield plain;
            }
            case Double number -> number;
            case Float number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            case Number number -> "integer " + number;
            default -> value;
        };
    }

    private static Object of(JsonNode node) {
        if (node.isObject()) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            node.properties().forEach(member -> plain.put(member.getKey(), of(member.getValue())));
            return plain;
        }
        if (node.isArray()) {
            List<Object> plain = new ArrayList<>();
            node.forEach(item -> plain.add(of(item)));
            return plain;
        }
        if (node.isNull()) {
            return Null.NULL;
        }
        if (node.isIntegralNumber()) {
            return "integer " + node.bigIntegerValue();
        }
        return node.isNumber()
                ? node.doubleValue()
                : node.isBoolean() ? node.booleanValue() : node.textValue();
    }

    private static Object orNull(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? Null.NULL : value;
    }

    private enum Null {
        NULL
    }
}
