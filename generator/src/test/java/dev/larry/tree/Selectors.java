package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/** Whether a selector chooses labels. Source: Kubernetes documentation, "Labels and Selectors". */
final class Selectors {
    private Selectors() {}

    /** A plain mapping, as Services have it. */
    static boolean mapping(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(TreeObject.texts(selector).entrySet());
    }

    /** {@code matchLabels} and {@code matchExpressions}; an empty one chooses all. */
    static boolean chooses(JsonNode selector, Map<String, String> labels) {
        return mapping(selector.path("matchLabels"), labels)
                && TreeObject.each(selector.path("matchExpressions"))
                        .allMatch(expression -> expression(expression, labels));
    }

    private static boolean expression(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        boolean among =
                value != null
                        && TreeObject.eachText(expression.path("values")).anyMatch(value::equals);
        return switch (expression.path("operator").asText()) {
            case "In" -> among;
            case "NotIn" -> !among;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
