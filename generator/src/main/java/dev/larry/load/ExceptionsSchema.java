package dev.larry.load;

import dev.larry.model.Doc;
import dev.larry.model.Exceptions;
import dev.larry.model.Exemption;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema of a file of exceptions, made from the records it is bound to.
 *
 * <p>Source: JSON Schema, draft 2020-12.
 */
public final class ExceptionsSchema {
    private ExceptionsSchema() {}

    /** The schema's text. */
    public static String json() {
        RecordShape.Part list = RecordShape.of(Exceptions.class).components().getFirst();
        Map<String, Object> exceptions = new LinkedHashMap<>();
        exceptions.put("description", list.doc());
        exceptions.put("type", "array");
        exceptions.put("items", exemption());
        Doc doc = Exceptions.class.getAnnotation(Doc.class);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Exceptions of Larry");
        root.put("description", doc == null ? "" : doc.value());
        root.put("type", "object");
        root.put("properties", Map.of(list.name(), exceptions));
        root.put("required", List.of(list.name()));
        root.put("additionalProperties", false);
        return JsonText.of(root);
    }

    private static Map<String, Object> exemption() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordShape.Part part : RecordShape.of(Exemption.class).components()) {
            boolean optional = part.raw() == Optional.class;
            Type type = optional ? RecordShape.argument(part.type(), 0) : part.type();
            properties.put(
                    part.name(),
                    EnvironmentSchema.described(
                            part.doc(), ScalarSchema.of(RecordShape.raw(type), part.syntax())));
            if (!optional) {
                required.add(part.name());
            }
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "object");
        item.put("properties", properties);
        item.put("required", required);
        item.put("additionalProperties", false);
        return item;
    }
}
