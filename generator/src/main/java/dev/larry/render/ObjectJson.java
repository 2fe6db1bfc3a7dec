package dev.larry.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Kubernetes objects as JSON. There is one mapper for all that is done with them, because each
 * would read the annotations of every class of the object model for itself, and that is most of
 * what a small render costs.
 */
public final class ObjectJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    private ObjectJson() {}

    /** The members that the object has. */
    public static ObjectNode tree(Object object) {
        return MAPPER.valueToTree(object);
    }

    /** One line, the same for equal objects. */
    static String canonical(Object object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
