package dev.larry.contract;

/** Where things lie inside a pod; the rendered mounts and the agent agree on them here. */
public final class Paths {
    /** Root of the agent's runtime, copied there by the init container. */
    public static final String RUNTIME = "/larry/runtime";

    /** The agent's launcher in that runtime. */
    public static final String AGENT = RUNTIME + "/bin/larry-agent";

    /** Where the agent's own image keeps that runtime. */
    public static final String IMAGE_RUNTIME = "/opt/larry";

    /** Directory of {@link #SETTINGS_FILE}. */
    public static final String CONFIG = "/larry/config";

    /** The settings' key in its ConfigMap and file in {@link #CONFIG}. */
    public static final String SETTINGS_FILE = "settings.json";

    /** Directory beside the settings with one file per Larry, for those who see the whole fleet. */
    public static final String PHASES = "phases";

    /** The Redis Secret's keys as files: username, password, ca.crt. */
    public static final String REDIS_CREDENTIALS = "/larry/redis";

    /** The Larry's volume. */
    public static final String VOLUME = "/larry/volume";

    /** The archive's volume, meta-coordinator and observer only. */
    public static final String ARCHIVE = "/larry/archive";

    /** Writable scratch space of the task's command. */
    public static final String WORK = "/larry/work";

    /** Scratch space in place of /tmp, for the root file system is read-only. */
    public static final String TMP = "/tmp";

    private Paths() {}
}
