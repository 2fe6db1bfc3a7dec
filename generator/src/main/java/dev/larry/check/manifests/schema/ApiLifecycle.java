package dev.larry.check.manifests.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The end of an API version, in minor versions of Kubernetes 1.
 *
 * <p>Source: {@code api-versions.tsv}, held against the Deprecated API Migration Guide and the life
 * cycles that k8s.io/api declares as of 1.37.
 *
 * @param kinds those meant; none: all of the version
 * @param removed the first release that does not serve it
 * @param instead what replaces it
 */
record ApiLifecycle(Set<String> kinds, int deprecated, int removed, String instead) {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Map<String, List<ApiLifecycle>> TABLE = read();

    ApiLifecycle {
        kinds = Set.copyOf(kinds);
    }

    /** The life of a kind in an API version, nothing where no end of it is known. */
    static Optional<ApiLifecycle> of(String apiVersion, String kind) {
        return TABLE.getOrDefault(apiVersion, List.of()).stream()
                .filter(each -> each.kinds.isEmpty() || each.kinds.contains(kind))
                .findFirst();
    }

    boolean hasEnd() {
        return removed != NEVER;
    }

    private static Map<String, List<ApiLifecycle>> read() {
        Map<String, List<ApiLifecycle>> table = new HashMap<>();
        try (InputStream file = ApiLifecycle.class.getResourceAsStream("api-versions.tsv")) {
            byte[] bytes = Objects.requireNonNull(file, "api-versions.tsv").readAllBytes();
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .forEach(cells ->
                            table.computeIfAbsent(cells.getFirst(), _ -> new ArrayList<>())
                                    .add(of(cells)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }

    private static ApiLifecycle of(List<String> cells) {
        String kinds = cells.get(1);
        return new ApiLifecycle(
                kinds.equals("*") ? Set.of() : Set.of(kinds.split(",", -1)),
                minor(cells.get(2)),
                minor(cells.get(3)),
                cells.get(4));
    }

    private static int minor(String version) {
        return version.equals("-") ? NEVER : Integer.parseInt(version.substring(2));
    }
}
