package dev.larry.contract;

import java.nio.charset.StandardCharsets;

/**
 * Names that both sides derive alike. A name too long for its place is shortened with a hash of the
 * whole, never cut blindly, so that two different names stay different.
 */
public final class Names {
    /** Longest name of a Job, a label value and a Service. */
    public static final int LABEL = 63;

    private Names() {}

    /** The text itself, or its beginning and 8 hexadecimal digits of its SHA-256. */
    public static String within(int longest, String name) {
        if (name.length() <= longest) {
            return name;
        }
        String head = name.substring(0, longest - 9);
        while (head.endsWith("-") || head.endsWith(".")) {
            head = head.substring(0, head.length() - 1);
        }
        return head + "-" + hash8(name);
    }

    /**
     * The ConfigMap (and file) that is the record of a task in a run. Neither id holds a dot, so no
     * two runs share a name.
     */
    public static String taskRecord(String runId, String taskId) {
        return "task." + runId + "." + taskId;
    }

    /** The ConfigMap (and file) that is the record of a run. */
    public static String runRecord(String runId) {
        return "run." + runId;
    }

    /** The first 8 hexadecimal digits of the SHA-256 of a text in UTF-8. */
    public static String hash8(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    }
}
