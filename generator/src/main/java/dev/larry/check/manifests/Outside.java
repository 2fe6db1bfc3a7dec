package dev.larry.check.manifests;

import java.util.Map;
import java.util.Set;

/**
 * What a tree may name although it does not hold it.
 *
 * @param isWhole whether there is nothing else
 * @param secrets the declared Secrets, {@code namespace/name} to their keys
 * @param namespaces namespaces that exist
 */
public record Outside(boolean isWhole, Map<String, Set<String>> secrets, Set<String> namespaces) {
    /** A tree of which nothing more is known: anything may be outside. */
    public static final Outside UNKNOWN = new Outside(false, Map.of(), Set.of());

    public Outside {
        secrets = Map.copyOf(secrets);
        namespaces = Set.copyOf(namespaces);
    }

    /** A rendered tree with its declared Secrets. */
    public static Outside declared(Map<String, Set<String>> secrets, Set<String> namespaces) {
        return new Outside(true, secrets, namespaces);
    }
}
