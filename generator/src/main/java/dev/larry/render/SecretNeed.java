package dev.larry.render;

import java.util.Comparator;

/**
 * One key of a Secret that must exist, and who reads it. Its value is nobody's business here.
 *
 * @param type the Secret's type, the same for all its keys
 * @param reader the pods that read it, for people
 * @param purpose what it is for, for people
 */
public record SecretNeed(
        String namespace, String secret, String key, String type, String reader, String purpose)
        implements Comparable<SecretNeed> {
    /** A Secret without a type of its own. */
    public static final String OPAQUE = "Opaque";

    /** A login to an image registry. */
    public static final String DOCKER = "kubernetes.io/dockerconfigjson";

    /** A certificate and its key. */
    public static final String TLS = "kubernetes.io/tls";

    private static final Comparator<SecretNeed> ORDER =
            Comparator.comparing(SecretNeed::namespace)
                    .thenComparing(SecretNeed::secret)
                    .thenComparing(SecretNeed::key)
                    .thenComparing(SecretNeed::reader)
                    .thenComparing(SecretNeed::purpose)
                    .thenComparing(SecretNeed::type);

    @Override
    public int compareTo(SecretNeed other) {
        return ORDER.compare(this, other);
    }
}
