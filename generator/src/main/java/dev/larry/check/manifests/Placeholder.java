package dev.larry.check.manifests;

/** Values that another tool fills in before the API server sees them. */
public final class Placeholder {
    private Placeholder() {}

    /** Whether a text is, or holds, a variable of Flux, Kustomize, envsubst or a template. */
    public static boolean isIn(String text) {
        return text.contains("${")
                || text.contains("$(")
                || text.contains("{{")
                || text.contains("<path:");
    }
}
