package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object of a rendered tree, as its file says it. */
public record TreeObject(String path, ObjectNode node) {
    /** The directory of its Application. */
    public String app() {
        return path.substring(0, path.indexOf('/'));
    }

    public String kind() {
        return node.path("kind").asText();
    }

    public String group() {
        String version = node.path("apiVersion").asText();
        return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    }

    public String name() {
        return node.path("metadata").path("name").asText();
    }

    /** Empty for an object of the whole cluster. */
    public String namespace() {
        return node.path("metadata").path("namespace").asText();
    }

    public Map<String, String> labels() {
        return texts(node.path("metadata").path("labels"));
    }

    public String annotation(String name) {
        return node.path("metadata").path("annotations").path(name).asText();
    }

    /** The wave in which Argo CD syncs it. */
    public int wave() {
        return Integer.parseInt(annotation("argocd.argoproj.io/sync-wave"));
    }

    /** A member by its JSON pointer; missing where there is none. */
    public JsonNode at(String pointer) {
        return node.at(pointer);
    }

    /** A mapping of texts. */
    static Map<String, String> texts(JsonNode mapping) {
        Map<String, String> texts = new TreeMap<>();
        mapping.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Stream<String> eachText(JsonNode list) {
        return each(list).map(JsonNode::asText);
    }
}
