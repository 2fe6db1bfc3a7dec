package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rendered file to its objects. */
final class ManifestReader {
    private static final int DEEPEST = 100;
    private static final int LARGEST_FILE = 256 * 1024 * 1024;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setCodePointLimit(LARGEST_FILE)
                    .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ManifestReader() {}

    static boolean isManifest(String path) {
        return !path.startsWith("_inventory/")
                && (path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json"));
    }

    /** Every object of a file; a List stands for its items, an empty document for nothing. */
    static List<ManifestObject> read(String path, byte[] bytes) throws UnreadableTreeException {
        List<ManifestObject> objects = new ArrayList<>();
        try {
            for (Object document :
                    new Load(SETTINGS).loadAllFromInputStream(new ByteArrayInputStream(bytes))) {
                add(path, node(document, 0), objects);
            }
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new UnreadableTreeException(path, "cannot be read as YAML: " + e.getMessage());
        } catch (StackOverflowError e) { // the parser is recursive, and has no bound of its own
            throw new UnreadableTreeException(
                    path, "cannot be read as YAML: nested deeper than " + DEEPEST + " levels");
        }
        return objects;
    }

    private static void add(String path, JsonNode document, List<ManifestObject> objects) {
        String kind = document.path("kind").asText("");
        if (kind.equals("List") && document.path("items").isArray()) {
            document.path("items").forEach(item -> add(path, item, objects));
        } else if (!kind.isEmpty()) {
            String version = document.path("apiVersion").asText("");
            int slash = version.indexOf('/');
            JsonNode metadata = document.path("metadata");
            objects.add(
                    new ManifestObject(
                            path,
                            new Identity(
                                    slash < 0 ? "" : version.substring(0, slash),
                                    kind,
                                    metadata.path("namespace").asText(""),
                                    metadata.path("name").asText("")),
                            document));
        }
    }

    private static JsonNode node(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
        }
        return switch (value) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, each) -> object.set(String.valueOf(key), node(each, depth + 1)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(each -> array.add(node(each, depth + 1)));
                yield array;
            }
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number.longValue());
            case Long number -> NODES.numberNode(number.longValue());
            case BigInteger number -> NODES.numberNode(number);
            case Double number when Double.isFinite(number) ->
                    NODES.numberNode(BigDecimal.valueOf(number));
            default -> NODES.textNode(value.toString());
        };
    }
}
