package dev.larry.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A pod as the generator renders it: what the sandbox is made from. */
record RenderedPod(JsonNode spec) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RENDERED =
            Path.of(System.getProperty("larry.root"), "gitops", "dev", "run");

    /** The pod of the Deployment or Job in the file whose path starts so. */
    static RenderedPod of(String file) throws IOException {
        return new RenderedPod(object(file).at("/spec/template/spec"));
    }

    /** The settings in the ConfigMap of this file. */
    static JsonNode document(String file, String key) throws IOException {
        return JSON.readTree(object(file).get("data").get(key).asText());
    }

    private static JsonNode object(String file) throws IOException {
        Path start = RENDERED.resolve(file);
        try (Stream<Path> files = Files.list(start.getParent())) {
            Path found =
                    files.filter(each -> each.toString().startsWith(start.toString()))
                            .findFirst()
                            .orElseThrow(
                                    () -> new UncheckedIOException(new IOException("no " + start)));
            return JSON.valueToTree(
                    new Load(LoadSettings.builder().build())
                            .loadFromString(Files.readString(found)));
        }
    }

    JsonNode init() {
        return spec.at("/initContainers/0");
    }

    JsonNode main() {
        return spec.at("/containers/0");
    }

    String user() {
        return spec.at("/securityContext/runAsUser").asText();
    }

    String group() {
        return spec.at("/securityContext/runAsGroup").asText();
    }

    static List<String> command(JsonNode container) {
        return texts(container.get("command"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    /** What to mount, each below {@code volumes} in a directory of the volume's name. */
    static List<String> mounts(JsonNode container, Path volumes) {
        List<String> mounts = new ArrayList<>();
        for (JsonNode mount : container.get("volumeMounts")) {
            mounts.add(
                    volumes.resolve(mount.get("name").asText())
                            + ":"
                            + mount.get("mountPath").asText()
                            + (mount.path("readOnly").asBoolean() ? ":ro" : ":rw"));
        }
        return mounts;
    }
}
