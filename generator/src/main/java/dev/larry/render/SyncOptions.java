package dev.larry.render;

/** Argo CD's sync options of single objects. Source: Argo CD documentation, "Sync Options". */
final class SyncOptions {
    static final String ANNOTATION = "argocd.argoproj.io/sync-options";

    /** For kinds whose definition an operator brings, perhaps after the first sync has begun. */
    static final String CUSTOM = "SkipDryRunOnMissingResource=true";

    private SyncOptions() {}
}
