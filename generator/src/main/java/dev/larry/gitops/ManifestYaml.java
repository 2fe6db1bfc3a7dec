package dev.larry.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.render.App;
import dev.larry.render.Document;
import dev.larry.render.Manifest;
import dev.larry.render.json.ObjectJson;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns manifests and texts into the files that carry them. */
public final class ManifestYaml {
    /** What the API server fills in; an empty one says nothing, an old one says something wrong. */
    private static final List<String> META_SAYING_NOTHING_EMPTY =
            List.of("annotations", "finalizers", "labels", "managedFields", "ownerReferences");

    private ManifestYaml() {}

    /**
     * The manifest's file: a line that says where it comes from, then the object.
     *
     * @param environmentFile as a person would name it: {@code environments/prod.yaml}
     */
    public static RenderedFile file(Manifest manifest, String environmentFile) {
        return new RenderedFile(
                manifest.path(),
                bytes(ObjectJson.tree(manifest.object()), environmentFile, manifest.origin()),
                manifest.app().directory(),
                manifest.identity().toString(),
                manifest.origin());
    }

    /** The text's file; it is listed with what no Application syncs. */
    public static RenderedFile file(Document document) {
        return new RenderedFile(
                document.path(),
                document.text().getBytes(StandardCharsets.UTF_8),
                App.BOOTSTRAP.directory(),
                "",
                "");
    }

    static byte[] bytes(ObjectNode object, String environmentFile, String origin) {
        object.remove("status");
        if (object.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("creationTimestamp");
            for (String name : META_SAYING_NOTHING_EMPTY) {
                JsonNode value = metadata.get(name);
                if (value != null && value.isEmpty()) {
                    metadata.remove(name);
                }
            }
        }
        StringBuilder out = new StringBuilder(4096);
        out.append("# Rendered by larry from ").append(oneLine(environmentFile));
        if (!origin.isEmpty()) {
            out.append(", ").append(oneLine(origin));
        }
        out.append("; do not edit.\n");
        new YamlWriter(out).write(object);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A comment ends where its line does, whatever a name in the environment file holds. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(YamlScalars.shown(c) ? c : '?'));
        return line.toString();
    }
}
