package dev.larry.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The image as a container engine unpacks it: its layers over each other, and its configuration.
 */
record UnpackedImage(Path root, JsonNode config, List<String> listing) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Unpacks an OCI layout in a tar. OCI image specification, "image-layout". */
    static UnpackedImage of(Path archive, Path directory) throws Exception {
        Path layout = Files.createDirectories(directory.resolve("layout"));
        Path root = Files.createDirectories(directory.resolve("root"));
        Command.run(List.of("tar", "-xf", archive.toString(), "-C", layout.toString()));
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        JsonNode manifest = blob(layout, index.at("/manifests/0/digest"));
        List<String> listing = new ArrayList<>();
        for (JsonNode layer : manifest.get("layers")) {
            String blob = path(layout, layer.get("digest")).toString();
            Command.run(List.of("tar", "--no-same-owner", "-xpzf", blob, "-C", root.toString()));
            // tar says of each entry that it does not know who wrote the archive.
            Command.run(List.of("tar", "--numeric-owner", "-tvzf", blob))
                    .lines()
                    .filter(line -> !line.startsWith("tar: "))
                    .forEach(listing::add);
        }
        return new UnpackedImage(root, blob(layout, manifest.at("/config/digest")), listing);
    }

    private static JsonNode blob(Path layout, JsonNode digest) throws IOException {
        return JSON.readTree(path(layout, digest).toFile());
    }

    private static Path path(Path layout, JsonNode digest) {
        return layout.resolve("blobs").resolve(digest.asText().replace(':', '/'));
    }
}
