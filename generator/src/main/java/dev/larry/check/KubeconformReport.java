package dev.larry.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON that kubeconform prints: a result for each object, in the order of each file. */
final class KubeconformReport {

    enum Status {
        VALID,
        INVALID,
        ERROR,
        SKIPPED
    }

    record Result(Status status, String apiVersion, String kind, String name, String message) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Path, List<Result>> results;

    private KubeconformReport(Map<Path, List<Result>> results) {
        this.results = results;
    }

    static KubeconformReport parse(Path output) {
        JsonNode report;
        try {
            report = JSON.readTree(output.toFile());
        } catch (IOException e) {
            throw new ToolFailed("kubeconform did not print the JSON asked for", e);
        }
        JsonNode summary = report.path("summary");
        if (!summary.isObject()) {
            throw new ToolFailed("kubeconform did not print the JSON asked for");
        }
        Map<Path, List<Result>> results = new LinkedHashMap<>();
        int read = 0;
        for (JsonNode each : report.path("resources")) {
            String status = each.path("status").asText();
            if (status.isEmpty()) {
                continue; // an empty document
            }
            results.computeIfAbsent(Path.of(each.path("filename").asText()), _ -> new ArrayList<>())
                    .add(
                            new Result(
                                    status(status),
                                    each.path("version").asText(),
                                    each.path("kind").asText(),
                                    each.path("name").asText(),
                                    each.path("msg").asText()));
            read++;
        }
        int counted = 0;
        for (String key : List.of("valid", "invalid", "errors", "skipped")) {
            counted += summary.path(key).asInt(-1);
        }
        if (counted != read) {
            throw new ToolFailed(
                    "kubeconform lists " + read + " results and counts " + counted + " of them");
        }
        return new KubeconformReport(results);
    }

    private static Status status(String word) {
        return switch (word) {
            case "statusValid" -> Status.VALID;
            case "statusInvalid" -> Status.INVALID;
            case "statusError" -> Status.ERROR;
            case "statusSkipped" -> Status.SKIPPED;
            default -> throw new ToolFailed("kubeconform has a status of its own: " + word);
        };
    }

    /** The results of one file, none where it has none. */
    List<Result> of(Path file) {
        return results.getOrDefault(file, List.of());
    }

    Set<Path> files() {
        return results.keySet();
    }
}
