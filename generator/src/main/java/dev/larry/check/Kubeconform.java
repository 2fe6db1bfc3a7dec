package dev.larry.check;

import dev.larry.check.manifests.ManifestFiles;
import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/**
 * The real kubeconform, strict and offline, over manifests that were read here.
 *
 * <p>Nothing passes unseen: it gets every file that holds an object, and every object that it has
 * not judged is a violation, or is counted as one of a kind without a schema.
 */
public final class Kubeconform {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final PinnedKubeconform pinned;
    private final Duration limit;

    public Kubeconform(PinnedKubeconform pinned) {
        this(pinned, LIMIT);
    }

    private Kubeconform(PinnedKubeconform pinned, Duration limit) {
        this.pinned = pinned;
        this.limit = limit;
    }

    public Kubeconform within(Duration limit) {
        return new Kubeconform(pinned, limit);
    }

    /**
     * A run, to be given texts, started, and asked for its verdict.
     *
     * @throws ToolMissing when the program or a schema is not there or not as pinned
     */
    public KubeconformRun begin() throws IOException {
        pinned.verify();
        return new KubeconformRun(pinned, limit);
    }

    /**
     * Judges every object below these directories and files.
     *
     * @throws ToolMissing when the program or a schema is not there or not as pinned
     * @throws ToolFailed when the program did not end well or in time
     */
    public SchemaVerdict judge(Collection<Path> paths) throws IOException {
        try (KubeconformRun run = begin()) {
            ManifestSet tree =
                    ManifestFiles.read(paths, Outside.UNKNOWN, new ManifestReader(run::add));
            run.start();
            return run.verdict(tree);
        }
    }
}
