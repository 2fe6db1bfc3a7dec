package dev.larry.gitops;

import java.util.regex.Pattern;

/**
 * One file of the rendered tree, before it is written. It takes the bytes over without a copy;
 * nobody changes them afterwards.
 *
 * @param path below {@code gitops/<environment>/}, with {@code /} between its parts
 * @param app the directory name of the Application whose inventory lists the file
 * @param identity what the API server knows the object by; empty for a text
 * @param origin the YAML path in the environment file that it is rendered from
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters, never by equals.
public record RenderedFile(String path, byte[] bytes, String app, String identity, String origin) {
    /** ASCII only, and no part that hides or climbs: the same path on every file system. */
    private static final String PART = "[A-Za-z0-9_][A-Za-z0-9_.-]*";

    private static final Pattern PATH = Pattern.compile(PART + "(/" + PART + ")*");
    private static final Pattern APP = Pattern.compile(PART);

    public RenderedFile {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "not a path below the tree, of letters, digits, '.', '_' and '-': " + path);
        }
        if (!APP.matcher(app).matches()) {
            throw new IllegalArgumentException("not a directory name: " + app);
        }
        if (path.startsWith(Inventory.DIRECTORY + "/")) {
            throw new IllegalArgumentException("inventories are not rendered: " + path);
        }
    }
}
