package dev.larry.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JSON that kubeconform prints: a result for each object, in the order of the files. */
final class KubeconformReport {

    enum Status {
        VALID,
        INVALID,
        ERROR,
        SKIPPED
    }

    record Result(Status status, String apiVersion, String kind, String name, String message) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final List<List<Result>> files;

    private KubeconformReport(List<List<Result>> files) {
        this.files = files;
    }

    /**
     * Reads what it printed.
     *
     * @param mark the name of the object that stands before each file
     */
    static KubeconformReport parse(Path output, String mark) {
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
        List<List<Result>> files = new ArrayList<>();
        int read = 0;
        for (JsonNode each : report.path("resources")) {
            String status = each.path("status").asText();
            if (status.isEmpty()) {
                continue; // an empty document
            }
            read++;
            String name = each.path("name").asText();
            if (name.equals(mark)) {
                files.add(new ArrayList<>());
            } else if (!files.isEmpty()) {
                files.getLast()
                        .add(
                                new Result(
                                        status(status),
                                        each.path("version").asText(),
                                        each.path("kind").asText(),
                                        name,
                                        each.path("msg").asText()));
            }
        }
        int counted = 0;
        for (String key : List.of("valid", "invalid", "errors", "skipped")) {
            counted += summary.path(key).asInt(-1);
        }
        if (counted != read) {
            throw new ToolFailed(
                    "kubeconform lists " + read + " results and counts " + counted + " of them");
        }
        return new KubeconformReport(files);
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

    /** The results of a file by its number, none where it has none. */
    List<Result> of(int file) {
        return file < files.size() ? files.get(file) : List.of();
    }
}
