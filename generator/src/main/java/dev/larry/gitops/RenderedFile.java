package dev.larry.gitops;

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
    public RenderedFile {
        if (!isPath(path)) {
            throw new IllegalArgumentException(
                    "not a path below the tree, of letters, digits, '.', '_' and '-': " + path);
        }
        if (!isPath(app) || app.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a directory name: " + app);
        }
        if (path.startsWith(Inventory.DIRECTORY + "/")) {
            throw new IllegalArgumentException("inventories are not rendered: " + path);
        }
    }

    /** ASCII only, and no part that hides or climbs: the same path on every file system. */
    private static boolean isPath(String path) {
        boolean first = true;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean word =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            if (!word && (first || c != '.' && c != '-' && c != '/')) {
                return false;
            }
            first = c == '/';
        }
        return !first;
    }
}
