package dev.larry.diff.object;

import java.util.Comparator;

/**
 * What the API server knows an object by; the version of an API is no part of it.
 *
 * @param group empty for the core group
 * @param namespace empty for what is cluster-wide
 */
public record Identity(String group, String kind, String namespace, String name)
        implements Comparable<Identity> {
    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::namespace)
                    .thenComparing(Identity::kind)
                    .thenComparing(Identity::name)
                    .thenComparing(Identity::group);

    /** Whether it is this kind of this API group. */
    public boolean is(String ofGroup, String ofKind) {
        return group.equals(ofGroup) && kind.equals(ofKind);
    }

    /** The namespace and the name, or the name alone. */
    public String place() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public int compareTo(Identity other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + place();
    }
}
