package dev.larry.model;

/**
 * A value of an environment file that nobody has confirmed, marked there by a comment {@code #
 * assumption}.
 *
 * @param path the YAML path, such as {@code cluster.nodes[k3s-worker01].capacity.cpu}
 * @param value the value as the file writes it
 * @param note what the comment says beyond the word; empty where it says no more
 */
public record Assumption(String path, String value, String note) implements Comparable<Assumption> {
    /** By path, so that moving lines in a file changes no order. */
    @Override
    public int compareTo(Assumption other) {
        int byPath = path.compareTo(other.path);
        int byValue = byPath != 0 ? byPath : value.compareTo(other.value);
        return byValue != 0 ? byValue : note.compareTo(other.note);
    }
}
