package dev.larry.render.custom;

import io.fabric8.kubernetes.api.model.ObjectMeta;

import java.util.List;

/**
 * A directory of a Git repository that Argo CD keeps a cluster equal to. Source: Argo CD
 * documentation, "Application Specification Reference" (v3.5).
 */
public final class Application extends CustomObject<Application.Spec> {
    private static final long serialVersionUID = 1L;

    public Application(ObjectMeta metadata, Spec spec) {
        super("argoproj.io/v1alpha1", "Application", metadata, spec);
    }

    /** From where, to where, and how. */
    public record Spec(
            String project, Source source, Destination destination, SyncPolicy syncPolicy) {}

    /** A directory of plain YAML. */
    public record Source(String repoURL, String targetRevision, String path, Directory directory) {}

    /**
     * How the directory is read.
     *
     * @param include pattern of the files that are manifests
     */
    public record Directory(boolean recurse, String include) {}

    /** The cluster, and the namespace of objects that name none. */
    public record Destination(String server, String namespace) {}

    /** When and how it is synced. */
    public record SyncPolicy(Automated automated, List<String> syncOptions, Retry retry) {
        public SyncPolicy {
            syncOptions = List.copyOf(syncOptions);
        }
    }

    /** Syncs by itself; {@code allowEmpty} is left out, for no fleet is empty. */
    public record Automated(boolean prune, boolean selfHeal) {}

    /**
     * What happens after a sync failed.
     *
     * @param limit below 0: no limit
     * @param refresh whether a retry takes the newest commit rather than the one that failed
     */
    public record Retry(int limit, Backoff backoff, boolean refresh) {}

    /** Ever longer waits. */
    public record Backoff(String duration, int factor, String maxDuration) {}
}
