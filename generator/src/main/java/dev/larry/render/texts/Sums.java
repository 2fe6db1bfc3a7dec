package dev.larry.render.texts;

import dev.larry.model.PlannedPod;
import dev.larry.model.Resources;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sums written out, so that a reader can check them: {@code 2 + 4 × 1 = 6}. */
final class Sums {
    private Sums() {}

    /**
     * The terms, equal ones that follow each other counted, and their sum; a single term is its own
     * sum.
     */
    static String of(List<PlannedPod> pods, Function<Resources, Object> part, Resources sum) {
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
        String total = part.apply(sum).toString();
        return pods.size() < 2 ? total : String.join(" + ", terms) + " = " + total;
    }

    private static String term(int count, String term) {
        return count == 1 ? term : count + " × " + term;
    }
}
