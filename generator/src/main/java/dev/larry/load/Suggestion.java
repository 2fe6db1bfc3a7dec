package dev.larry.load;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Collection;
import java.util.Locale;

/** The known word nearest to an unknown one. */
final class Suggestion {
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(3);

    private Suggestion() {}

    /** "did you mean 'x'?" or what to do otherwise. */
    static String remedy(String unknown, Collection<String> known, String otherwise) {
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String word : known) {
            int distance =
                    DISTANCE.apply(unknown.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance >= 0 && distance < best && distance <= Math.max(1, word.length() / 2)) {
                nearest = word;
                best = distance;
            }
        }
        return nearest == null ? otherwise : "did you mean '" + nearest + "'?";
    }
}
