package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The JSON Schema of a record of the contract, as {@link ContractJson} writes it: components that
 * may be null are left out then, and nothing else may be there.
 */
public final class RecordSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Map<String, Object> definitions = new TreeMap<>();

    private RecordSchema() {}

    /** The schema's text. */
    public static String of(Class<? extends Record> type) {
        RecordSchema schema = new RecordSchema();
        SequencedMap<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", DIALECT);
        root.put("title", type.getSimpleName());
        root.putAll(schema.record(type));
        root.put("$defs", schema.definitions);
        return ContractJson.document(root);
    }

    private SequencedMap<String, Object> record(Class<?> type) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), value(component.getAnnotatedType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        SequencedMap<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("required", required);
        object.put("properties", properties);
        return object;
    }

    private Object value(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic
                && annotated instanceof AnnotatedParameterizedType arguments) {
            AnnotatedType[] of = arguments.getAnnotatedActualTypeArguments();
            return generic.getRawType() == List.class
                    ? ordered("type", "array", "items", value(of[0]))
                    : ordered("type", "object", "additionalProperties", value(of[1]));
        }
        return type instanceof Class<?> plain ? value(plain) : true;
    }

    private Object value(Class<?> type) {
        if (type == Object.class) {
            return true;
        }
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == Duration.class) {
            return ordered(
                    "type", "string", "pattern", "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$");
        }
        if (type == Tokens.class) {
            return ordered("type", "integer", "minimum", 0);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type.isEnum()) {
            return Map.of("enum", words(type));
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException("no type of the contract: " + type);
        }
        String name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, record(type));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    private static List<String> words(Class<?> type) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            try {
                JsonProperty word = type.getField(name).getAnnotation(JsonProperty.class);
                words.add(word == null ? name : word.value());
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("every constant is a field: " + name, e);
            }
        }
        return words;
    }

    private static SequencedMap<String, Object> ordered(
            String first, Object one, String second, Object two) {
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
