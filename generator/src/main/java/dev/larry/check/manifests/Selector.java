package dev.larry.check.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Label selectors.
 *
 * <p>Source: Kubernetes API reference, LabelSelector.
 */
public final class Selector {
    private Selector() {}

    /**
     * Whether a LabelSelector matches; an empty one matches everything, one that is not there
     * nothing.
     */
    public static boolean matches(Field selector, Map<String, String> labels) {
        if (!selector.isMapping()) {
            return false;
        }
        for (Field expression : selector.get("matchExpressions").items()) {
            String found = labels.get(expression.get("key").text());
            boolean among = found != null && expression.get("values").list().contains(found);
            boolean holds =
                    switch (expression.get("operator").text()) {
                        case "In" -> among;
                        case "NotIn" -> !among;
                        case "Exists" -> found != null;
                        case "DoesNotExist" -> found == null;
                        default -> true;
                    };
            if (!holds) {
                return false;
            }
        }
        return matchesAll(selector.get("matchLabels"), labels);
    }

    /** As a person reads it: {@code {app=shop, tier in (a, b)}}. */
    public static String text(Field selector) {
        List<String> parts = new ArrayList<>();
        selector.get("matchLabels").texts().forEach((key, value) -> parts.add(key + "=" + value));
        for (Field expression : selector.get("matchExpressions").items()) {
            String values = String.join(", ", expression.get("values").list());
            parts.add(
                    expression.get("key").text()
                            + " "
                            + expression.get("operator").text()
                            + (values.isEmpty() ? "" : " (" + values + ")"));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    /** Whether the labels have all of a mapping, which is how a Service selects. */
    public static boolean matchesAll(Field wanted, Map<String, String> labels) {
        return labels.entrySet().containsAll(wanted.texts().entrySet());
    }
}
