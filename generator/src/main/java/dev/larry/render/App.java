package dev.larry.render;

/** The parts of an environment's rendered tree; all but the first are Argo CD Applications. */
public enum App {
    /** AppProject and Applications, applied by whoever owns Argo CD and synced by none of them. */
    BOOTSTRAP("_bootstrap"),
    PLATFORM("platform"),
    OBSERVABILITY("observability"),
    RUN("run");

    private final String directory;

    App(String directory) {
        this.directory = directory;
    }

    /** Its directory below {@code gitops/<environment>/}. */
    public String directory() {
        return directory;
    }
}
