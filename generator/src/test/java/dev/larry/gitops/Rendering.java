package dev.larry.gitops;

import dev.larry.contract.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Made-up renderings, and what they look like on disk. */
final class Rendering {
    private Rendering() {}

    static RenderedFile file(String path, String text) {
        String app = path.contains("/") ? path.substring(0, path.indexOf('/')) : "_bootstrap";
        String identity = path.endsWith(".yaml") ? "ConfigMap " + path.replace('/', '.') : "";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RenderedFile(path, bytes, app, identity, "larrys[a]");
    }

    /**
     * A few hundred files of which versions share some, have some each to itself, and differ in
     * some.
     */
    static List<RenderedFile> version(String version, int count) {
        List<RenderedFile> files = new ArrayList<>();
        files.add(file("PLAN.md", "plan " + version + "\n"));
        for (int i = 0; i < count; i++) {
            String path = "run/larry-" + i % 7 + "/configmap-" + i + ".yaml";
            files.add(file(path, "same: " + i + "\n"));
            files.add(file("platform/larry-" + i % 5 + "/job-" + i + ".yaml", version + i + "\n"));
            files.add(file("run/only-" + version + "/role-" + i + ".yaml", "a: " + i + "\n"));
        }
        return files;
    }

    /** Path and hash of every file below a directory, and of nothing else. */
    static Map<String, String> onDisk(Path tree) throws IOException {
        DiskTree disk = DiskTree.read(tree);
        Map<String, String> hashes = new TreeMap<>();
        for (String path : disk.files().keySet()) {
            hashes.put(path, Sha256.of(disk.at(path)));
        }
        disk.others().forEach(path -> hashes.put(path, "not a file"));
        return hashes;
    }

    /** What {@link #onDisk} says of a tree that was written without trouble. */
    static Map<String, String> expected(List<RenderedFile> files) {
        Map<String, String> hashes = new TreeMap<>();
        files.forEach(file -> hashes.put(file.path(), Sha256.of(file.bytes())));
        Inventory.of(files).forEach((path, bytes) -> hashes.put(path, Sha256.of(bytes)));
        return hashes;
    }
}
