package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Stream;

/**
 * One object of a rendered tree.
 *
 * @param path the file below the environment's tree
 */
public record ManifestObject(String path, Identity id, JsonNode content) {

    /** The value of a JSON pointer, a missing node where there is none. */
    public JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** An annotation's value, empty where it is not set. */
    public String annotation(String name) {
        return content.path("metadata").path("annotations").path(name).asText("");
    }

    /** A label's value, empty where it is not set. */
    public String label(String name) {
        return content.path("metadata").path("labels").path(name).asText("");
    }

    /** Whether Argo CD is told this about the object. */
    public boolean hasSyncOption(String option) {
        return Stream.of(annotation("argocd.argoproj.io/sync-options").split(","))
                .map(String::strip)
                .anyMatch(option::equals);
    }

    /** The pod template of a workload, the pod itself, or a missing node. */
    public JsonNode podTemplate() {
        return switch (id.kind()) {
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job" ->
                    at("/spec/template");
            case "CronJob" -> at("/spec/jobTemplate/spec/template");
            case "Pod" -> content;
            default -> content.path("no pod");
        };
    }

    /** The containers of its pods, those for initialisation first. */
    public List<JsonNode> containers() {
        JsonNode spec = podTemplate().path("spec");
        return Stream.of("initContainers", "containers")
                .flatMap(each -> spec.path(each).valueStream())
                .toList();
    }
}
