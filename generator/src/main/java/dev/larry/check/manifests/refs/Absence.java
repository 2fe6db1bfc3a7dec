package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the absence of an object means. In a whole tree it is a fault; in any other the object may
 * be elsewhere, unless one of almost that name is here.
 */
final class Absence {
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(2);

    private Absence() {}

    /** Whether a name that nothing answers to is a fault, and the name that may be meant. */
    static Optional<String> of(ManifestSet tree, List<Manifest> candidates, String name) {
        return of(tree, candidates.stream().map(Manifest::name), name);
    }

    /** The same, of names. */
    static Optional<String> of(ManifestSet tree, Stream<String> candidates, String name) {
        return of(
                tree, candidates.filter(each -> isNear(each, name)).min(Comparator.naturalOrder()));
    }

    /** The same, the name that may be meant being known. */
    static Optional<String> of(ManifestSet tree, Optional<String> near) {
        if (near.isPresent()) {
            return Optional.of("did you mean " + near.get() + "?");
        }
        return tree.isWhole()
                ? Optional.of("nothing of that name is in the tree")
                : Optional.empty();
    }

    /**
     * Whether a file that names one of its kind beside others holds it not: no proof, for whoever
     * wrote the file may have put it elsewhere.
     */
    static boolean isOddOneOut(ManifestSet tree, Manifest object, List<Manifest> candidates) {
        String file = object.root().source().file();
        return !tree.isWhole()
                && candidates.stream().anyMatch(each -> each.root().source().file().equals(file));
    }

    /**
     * A slip of the finger in a name of some length; names that end in different numbers differ.
     */
    static boolean isNear(String one, String other) {
        if (one.length() < 5 || other.length() < 5 || Math.abs(one.length() - other.length()) > 2) {
            return false;
        }
        int distance = DISTANCE.apply(one, other);
        return distance > 0
                && distance <= (one.length() > 8 ? 2 : 1)
                && !one.replaceAll("[0-9]", "").equals(other.replaceAll("[0-9]", ""));
    }
}
