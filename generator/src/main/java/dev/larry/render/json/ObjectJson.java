package dev.larry.render.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.render.custom.CustomObject;

/**
 * Kubernetes objects as JSON. The classes that are rendered are written by generated code; Jackson
 * writes the same for every class, but reads the annotations of each for that, which is most of
 * what a small render would cost.
 */
public final class ObjectJson {
    private ObjectJson() {}

    /** The members that the object has. */
    public static ObjectNode tree(Object object) {
        if (object instanceof CustomObject<?> custom) {
            return tree(custom);
        }
        ObjectNode known = ObjectMembers.of(object);
        return known == null ? (ObjectNode) byJackson(object) : known;
    }

    private static ObjectNode tree(CustomObject<?> custom) {
        ObjectNode tree = JsonMembers.node();
        tree.put("apiVersion", custom.getApiVersion());
        tree.put("kind", custom.getKind());
        tree.set("metadata", tree(custom.getMetadata()));
        tree.set("spec", RecordJson.tree(custom.getSpec()));
        return tree;
    }

    /** One line, the same for equal objects. */
    public static String canonical(Object object) {
        return JsonText.line(tree(object));
    }

    /** What Jackson says of anything. */
    static JsonNode byJackson(Object object) {
        return Jackson.MAPPER.valueToTree(object);
    }

    /** Made when it is first needed, and most renders never need it. */
    private static final class Jackson {
        private static final JsonMapper MAPPER =
                JsonMapper.builder()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .build();
    }
}
