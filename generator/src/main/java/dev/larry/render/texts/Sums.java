package dev.larry.render.texts;

import dev.larry.model.PlannedPod;
import dev.larry.model.Resources;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sums written out, so that a reader can check them: {@code 2 + 4 × 1}. */
final class Sums {
    private Sums() {}

    /** The terms joined by plus; equal ones that follow each other are counted. */
    static String of(List<PlannedPod> pods, Function<Resources, Object> part) {
        List<String> terms = new ArrayList<>();
        String last = "";
        int count = 0;
        for (PlannedPod pod : pods) {
            String term = part.apply(pod.resources()).toString();
            if (count > 0 && !term.equals(last)) {
                terms.add(term(count, last));
                count = 0;
            }
            last = term;
            count++;
        }
        if (count > 0) {
            terms.add(term(count, last));
        }
        return terms.isEmpty() ? "0" : String.join(" + ", terms);
    }

    private static String term(int count, String term) {
        return count == 1 ? term : count + " × " + term;
    }
}
