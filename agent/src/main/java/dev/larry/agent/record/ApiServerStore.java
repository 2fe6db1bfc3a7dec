package dev.larry.agent.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.agent.record.ApiServer.Answer;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import java.util.Map;
import java.util.Optional;

/**
 * Records as ConfigMaps. A change carries the resourceVersion that was read, and the API server
 * answers 409 when another came first. Kubernetes API conventions, "Concurrency Control and
 * Consistency".
 */
public final class ApiServerStore implements RecordStore {
    private static final String KEY = "record.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    private final String namespace;
    private final Map<String, String> labels;

    /**
     * @param labels of the ConfigMaps it makes
     */
    public ApiServerStore(ApiServer server, String namespace, Map<String, String> labels) {
        this.server = server;
        this.namespace = namespace;
        this.labels = Map.copyOf(labels);
    }

    @Override
    public Optional<Stored> read(String name) {
        Answer answer = server.get(all() + "/" + name);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        JsonNode map = map(name, expect(name, answer, 200));
        JsonNode text = map.path("data").path(KEY);
        if (!text.isTextual()) {
            throw new AgentException(
                    ExitCode.RECORDS_AWAY,
                    place(name) + ": has no key " + KEY + "; it was changed by others");
        }
        // The whole object is the version: what others put into its metadata stays in it.
        return Optional.of(new Stored(text.asText(), answer.body()));
    }

    @Override
    public boolean create(String name, String text) {
        ObjectNode map = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata =
                map.putObject("metadata").put("name", name).put("namespace", namespace);
        ObjectNode labelled = metadata.putObject("labels");
        labels.forEach(labelled::put);
        map.putObject("data").put(KEY, text);
        Answer answer = server.post(all(), map.toString());
        if (answer.status() == 409) {
            return false;
        }
        expect(name, answer, 201);
        return true;
    }

    @Override
    public boolean replace(String name, Stored before, String text) {
        ObjectNode map = map(name, before.version());
        map.putObject("data").put(KEY, text);
        Answer answer = server.put(all() + "/" + name, map.toString());
        if (answer.status() == 409) {
            return false;
        }
        expect(name, answer, 200);
        return true;
    }

    private ObjectNode map(String name, String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new AgentException(ExitCode.RECORDS_AWAY, place(name) + ": answered no JSON", e);
        }
        throw new AgentException(ExitCode.RECORDS_AWAY, place(name) + ": answered no JSON object");
    }

    private String expect(String name, Answer answer, int status) {
        if (answer.status() != status) {
            throw new AgentException(
                    ExitCode.RECORDS_AWAY,
                    place(name) + ": the API server answered " + answer.status());
        }
        return answer.body();
    }

    private String all() {
        return "/api/v1/namespaces/" + namespace + "/configmaps";
    }

    private String place(String name) {
        return "ConfigMap " + namespace + "/" + name;
    }
}
