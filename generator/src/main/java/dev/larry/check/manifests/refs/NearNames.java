package dev.larry.check.manifests.refs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Many names, in which one is looked for that is almost another. Of a name cut in three, two slips
 * of the finger leave one piece as it is, at most two places from where it was: only names that
 * hold such a piece are compared, for a thousand names with a thousand others would take a million.
 */
final class NearNames {
    private static final int SLIPS = 2;
    private static final int PIECES = SLIPS + 1;

    private final Set<String> names;

    /** By the length of the name looked for: pieces, with the number of each before it. */
    private final Map<Integer, Map<String, List<String>>> byLength = new HashMap<>();

    NearNames(Collection<String> names) {
        this.names = new HashSet<>(names);
    }

    /** The first by the alphabet that the name may be a slip of. */
    Optional<String> of(String name) {
        if (name.length() < PIECES) {
            return Optional.empty();
        }
        Map<String, List<String>> pieces = byLength.computeIfAbsent(name.length(), this::pieces);
        Set<String> candidates = new HashSet<>();
        for (int piece = 0; piece < PIECES; piece++) {
            int from = from(piece, name.length());
            String key = piece + name.substring(from, from(piece + 1, name.length()));
            candidates.addAll(pieces.getOrDefault(key, List.of()));
        }
        return candidates.stream()
                .filter(each -> Absence.isNear(each, name))
                .min(Comparator.naturalOrder());
    }

    private static int from(int piece, int length) {
        return piece * length / PIECES;
    }

    private Map<String, List<String>> pieces(int length) {
        Map<String, List<String>> pieces = new HashMap<>();
        for (String each : names) {
            if (Math.abs(each.length() - length) > SLIPS) {
                continue;
            }
            for (int piece = 0; piece < PIECES; piece++) {
                int from = from(piece, length);
                int size = from(piece + 1, length) - from;
                int last = Math.min(from + SLIPS, each.length() - size);
                for (int at = Math.max(from - SLIPS, 0); at <= last; at++) {
                    pieces.computeIfAbsent(
                                    piece + each.substring(at, at + size), _ -> new ArrayList<>(1))
                            .add(each);
                }
            }
        }
        return pieces;
    }
}
