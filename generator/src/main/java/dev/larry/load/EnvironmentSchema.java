package dev.larry.load;

import dev.larry.model.Doc;
import dev.larry.model.Fleet;
import dev.larry.model.Parameters;
import dev.larry.model.Syntax;
import dev.larry.model.Task;
import dev.larry.model.TaskKind;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON Schema of an environment file, made from the records that the file is bound to, so that
 * editors complete and check what the reader reads.
 *
 * <p>Files overlay one another and defaults complete them, so in a single file nothing is required
 * but the names by which lists merge; that all is there at the end is the reader's to say.
 *
 * <p>Source: JSON Schema, draft 2020-12.
 */
public final class EnvironmentSchema {
    private final SortedMap<String, Object> definitions = new TreeMap<>();

    private EnvironmentSchema() {}

    /** The schema's text. */
    public static String json() {
        return JsonText.of(new EnvironmentSchema().whole());
    }

    private Map<String, Object> whole() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Environment of Larry");
        Doc doc = Fleet.class.getAnnotation(Doc.class);
        root.put("description", doc == null ? "" : doc.value());
        root.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "extends",
                described(
                        "The file in the same directory that this one is laid over; named lists"
                                + " merge by name.",
                        ScalarSchema.ordered(
                                "type", "string", "pattern", anchored(FileChain.FILE_NAME))));
        properties.put(
                "abstract",
                described(
                        "Whether this file is no environment itself.", Map.of("type", "boolean")));
        properties.put("defaults", defaults());
        properties.putAll(properties(RecordShape.of(Fleet.class), List.of()));
        root.put("properties", properties);
        root.put("additionalProperties", false);
        root.put("$defs", definitions);
        return root;
    }

    private Map<String, Object> defaults() {
        Map<String, Object> sections = new LinkedHashMap<>();
        Defaults.SECTIONS.forEach((name, type) -> {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("description", "Laid under every " + name + ".");
            section.put("type", nullable("object"));
            section.put("properties", properties(RecordShape.of(type), List.of("name")));
            section.put("additionalProperties", false);
            sections.put(name, section);
        });
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("description", "What holds where a node, Larry, worker... says nothing else.");
        defaults.put("type", nullable("object"));
        defaults.put("properties", sections);
        defaults.put("additionalProperties", false);
        return defaults;
    }

    private Map<String, Object> properties(RecordShape shape, List<String> without) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordShape.Part part : shape.components()) {
            if (!without.contains(part.name())) {
                properties.put(part.name(), described(part, orNull(value(part, part.type()))));
            }
        }
        return properties;
    }

    private Map<String, Object> value(RecordShape.Part part, Type type) {
        Class<?> raw = RecordShape.raw(type);
        if (raw == Optional.class) {
            return value(part, RecordShape.argument(type, 0));
        }
        if (raw == List.class) {
            return list(part, RecordShape.argument(type, 0));
        }
        if (raw == Map.class) {
            return texts(part.syntax());
        }
        if (raw == Parameters.class) {
            return Map.of("type", "object");
        }
        return Scalars.isScalar(raw)
                ? ScalarSchema.of(raw, part.syntax())
                : Map.of("$ref", "#/$defs/" + define(raw));
    }

    /** A list; one scalar stands for a list of it alone. */
    private Map<String, Object> list(RecordShape.Part part, Type element) {
        Map<String, Object> item = value(part, element);
        if (!Scalars.isScalar(RecordShape.raw(element))) {
            boolean named = RecordShape.of(RecordShape.raw(element)).names().contains("name");
            return ScalarSchema.ordered("type", "array", "items", named ? withName(item) : item);
        }
        Map<String, Object> either = new LinkedHashMap<>(item);
        either.put("type", types(item.get("type"), "array"));
        either.put("items", item);
        return either;
    }

    private static Map<String, Object> withName(Map<String, Object> item) {
        Map<String, Object> named = new LinkedHashMap<>(item);
        named.put("required", List.of("name"));
        return named;
    }

    private static Map<String, Object> texts(@Nullable Syntax keys) {
        Map<String, Object> texts = new LinkedHashMap<>();
        texts.put("type", "object");
        if (keys != null) {
            texts.put("propertyNames", Map.of("pattern", anchored(keys.regex())));
        }
        texts.put(
                "additionalProperties",
                keys == Syntax.LABEL_KEY
                        ? orNull(ScalarSchema.of(String.class, Syntax.LABEL_VALUE))
                        : Map.of("type", List.of("string", "number", "boolean", "null")));
        return texts;
    }

    private String define(Class<?> type) {
        String name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, true);
            RecordShape shape = RecordShape.of(type);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("type", nullable("object"));
            object.put("properties", properties(shape, List.of()));
            object.put("additionalProperties", false);
            if (type == Task.class) {
                List<Object> rules = new ArrayList<>();
                rules.add(Map.of("properties", Map.of("kind", anyKind())));
                rules.addAll(kinds());
                object.put("allOf", rules);
            }
            definitions.put(name, object);
        }
        return name;
    }

    private static Map<String, Object> anyKind() {
        List<String> names = TaskKind.all().stream().map(TaskKind::name).toList();
        return orNull(Map.of("enum", names));
    }

    /** For each kind of task: if it is this kind, then these are its parameters. */
    private static List<Object> kinds() {
        List<Object> kinds = new ArrayList<>();
        for (TaskKind kind : TaskKind.all()) {
            Map<String, Object> is = new LinkedHashMap<>();
            is.put("properties", Map.of("kind", Map.of("const", kind.name())));
            if (!kind.name().equals("command")) {
                is.put("required", List.of("kind"));
            }
            Map<String, Object> parameters = new LinkedHashMap<>();
            for (TaskKind.Parameter parameter : kind.parameters()) {
                parameters.put(
                        parameter.name(),
                        described(parameter.meaning(), orNull(ScalarSchema.of(parameter.type()))));
            }
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("description", kind.meaning());
            object.put("properties", parameters);
            object.put("additionalProperties", false);
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("if", is);
            rule.put("then", Map.of("properties", Map.of("parameters", object)));
            kinds.add(rule);
        }
        return kinds;
    }

    private static Map<String, Object> described(
            RecordShape.Part part, Map<String, Object> schema) {
        String fallback = part.fallback();
        return described(
                fallback == null || fallback.isEmpty()
                        ? part.doc()
                        : part.doc() + " Default: " + fallback + ".",
                schema);
    }

    static Map<String, Object> described(String description, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("description", description);
        described.putAll(schema);
        return described;
    }

    /** Null is as if the value was not written, in this file or any below it. */
    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> either = new LinkedHashMap<>(schema);
        if (schema.containsKey("type")) {
            either.put("type", types(schema.get("type"), "null"));
        }
        if (schema.get("enum") instanceof List<?> words) {
            List<Object> more = new ArrayList<>(words);
            more.add(Optional.empty());
            either.put("enum", more);
        }
        return either;
    }

    private static List<Object> types(@Nullable Object types, String more) {
        List<Object> all = new ArrayList<>();
        if (types instanceof List<?> list) {
            all.addAll(list);
        } else if (types != null) {
            all.add(types);
        }
        all.add(more);
        return all;
    }

    private static List<String> nullable(String type) {
        return List.of(type, "null");
    }

    static String anchored(String regex) {
        return "^(?:" + regex + ")$";
    }
}
