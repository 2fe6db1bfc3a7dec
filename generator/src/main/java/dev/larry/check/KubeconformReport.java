package dev.larry.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.ManifestFile;
import dev.larry.check.manifests.ManifestFile.Document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON that kubeconform prints.
 *
 * @param results one for each object, in the order of its input
 */
record KubeconformReport(List<Result> results) {

    enum Status {
        VALID,
        INVALID,
        ERROR,
        SKIPPED
    }

    record Result(Status status, String apiVersion, String kind, String name, String message) {
        /** Whether it may be of that document; where it could not read one, it names no kind. */
        boolean isOf(Field document) {
            String named = document.at("metadata.name").text();
            return document.get("kind").text().equals(kind)
                    && (named.isEmpty() || name.isEmpty() || named.equals(name));
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    KubeconformReport {
        results = List.copyOf(results);
    }

    /** Reads what it printed. */
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
        List<Result> results = new ArrayList<>();
        for (JsonNode each : report.path("resources")) {
            String status = each.path("status").asText();
            if (!status.isEmpty()) { // as that of an empty document is
                results.add(
                        new Result(
                                status(status),
                                each.path("version").asText(),
                                each.path("kind").asText(),
                                each.path("name").asText(),
                                each.path("msg").asText()));
            }
        }
        int counted = 0;
        for (String key : List.of("valid", "invalid", "errors", "skipped")) {
            counted += summary.path(key).asInt(-1);
        }
        if (counted != results.size()) {
            throw new ToolFailed(
                    "kubeconform lists "
                            + results.size()
                            + " results and counts "
                            + counted
                            + " of them");
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

    /** The results of each file, where they are one for one of the documents that were read. */
    Optional<List<List<Result>>> each(List<ManifestFile> files) {
        List<List<Result>> parts = new ArrayList<>(files.size());
        int from = 0;
        for (ManifestFile file : files) {
            List<Document> documents = file.documents();
            int to = from + documents.size();
            if (to > results.size()) {
                return Optional.empty();
            }
            for (int i = from; i < to; i++) {
                if (!results.get(i).isOf(documents.get(i - from).root())) {
                    return Optional.empty();
                }
            }
            parts.add(results.subList(from, to));
            from = to;
        }
        return from == results.size() ? Optional.of(parts) : Optional.empty();
    }

    /**
     * The results of each file, none where it has none.
     *
     * @param mark the name of the object that stands before each file
     */
    List<List<Result>> after(String mark, int files) {
        List<List<Result>> parts = new ArrayList<>(files);
        for (Result result : results) {
            if (result.name().equals(mark)) {
                parts.add(new ArrayList<>());
            } else if (!parts.isEmpty()) {
                parts.getLast().add(result);
            }
        }
        while (parts.size() < files) {
            parts.add(List.of());
        }
        return parts;
    }
}
