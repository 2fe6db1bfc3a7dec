package dev.larry.check;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * A run of kubeconform that a tree can be judged with, or why there is none: our own rules judge it
 * all the same.
 */
public final class SchemaRun implements AutoCloseable {
    private final @Nullable KubeconformRun run;
    private final @Nullable ToolMissing missing;

    private SchemaRun(@Nullable KubeconformRun run, @Nullable ToolMissing missing) {
        this.run = run;
        this.missing = missing;
    }

    /** A run that waits for the texts of the tree. */
    public static SchemaRun of(Kubeconform kubeconform) throws IOException {
        return ahead(kubeconform, List.of());
    }

    /**
     * A run that judges at once the texts that the tree is to have, while others look at them too.
     * Should the tree have others in the end, it judges those.
     */
    public static SchemaRun ahead(Kubeconform kubeconform, Collection<byte[]> texts)
            throws IOException {
        KubeconformRun run;
        try {
            run = kubeconform.begin();
        } catch (ToolMissing e) {
            return new SchemaRun(null, e);
        }
        if (!texts.isEmpty()) {
            run.startAhead(texts);
        }
        return new SchemaRun(run, null);
    }

    /**
     * The run.
     *
     * @throws ToolMissing when the program or a schema is not there or not as pinned
     */
    KubeconformRun run() {
        if (missing != null) {
            throw missing;
        }
        if (run == null) {
            throw new IllegalStateException("neither a run nor a reason");
        }
        return run;
    }

    @Override
    public void close() throws IOException {
        if (run != null) {
            run.close();
        }
    }
}
