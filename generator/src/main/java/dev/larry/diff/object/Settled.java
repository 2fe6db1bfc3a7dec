package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.larry.model.InvalidValueException;
import dev.larry.model.Quantity;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * A value as the API server keeps it, so far as that matters for telling whether two differ:
 * quantities by their value, and neither nulls nor the defaults that nearly every manifest leaves
 * out.
 *
 * <p>Source: pkg/apis/core/v1/defaults.go of Kubernetes, SetDefaults_PodSpec, _Container, _Probe,
 * _ContainerPort.
 */
final class Settled {
    private static final Set<String> AMOUNTS = Set.of("requests", "limits", "hard", "capacity");
    private static final Map<String, JsonNode> DEFAULTS =
            Map.ofEntries(
                    text("protocol", "TCP"),
                    text("dnsPolicy", "ClusterFirst"),
                    text("schedulerName", "default-scheduler"),
                    text("terminationMessagePath", "/dev/termination-log"),
                    text("terminationMessagePolicy", "File"),
                    number("terminationGracePeriodSeconds", 30),
                    number("periodSeconds", 10),
                    number("timeoutSeconds", 1),
                    number("successThreshold", 1),
                    number("failureThreshold", 3),
                    text("scheme", "HTTP"),
                    number("defaultMode", 420));

    private Settled() {}

    /** Whether the API server would see no difference. */
    static boolean same(JsonNode before, JsonNode after) {
        return before.equals(after) || of(before).equals(of(after));
    }

    static JsonNode of(JsonNode value) {
        return of(value, "");
    }

    private static JsonNode of(JsonNode value, String parent) {
        if (value.isObject()) {
            ObjectNode settled = JsonNodeFactory.instance.objectNode();
            value.forEachEntry((name, each) -> {
                JsonNode kept =
                        AMOUNTS.contains(parent) || name.equals("sizeLimit")
                                ? amount(each)
                                : of(each, name);
                if (!kept.isNull() && !kept.equals(DEFAULTS.get(name)) && !empty(name, kept)) {
                    settled.set(name, kept);
                }
            });
            return settled;
        }
        if (value.isArray()) {
            ArrayNode settled = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> settled.add(of(each, "")));
            return settled;
        }
        return value;
    }

    /** An empty selector selects everything and an empty directory is one, so few may go. */
    private static boolean empty(String name, JsonNode value) {
        return value.isContainerNode()
                && value.isEmpty()
                && Set.of("securityContext", "resources", "labels", "annotations", "env")
                        .contains(name);
    }

    private static JsonNode amount(JsonNode value) {
        try {
            BigDecimal number = Quantity.parse(value.asText());
            return TextNode.valueOf(number.stripTrailingZeros().toPlainString());
        } catch (InvalidValueException e) {
            return value;
        }
    }

    private static Map.Entry<String, JsonNode> text(String name, String value) {
        return Map.entry(name, TextNode.valueOf(value));
    }

    private static Map.Entry<String, JsonNode> number(String name, long value) {
        return Map.entry(name, JsonNodeFactory.instance.numberNode(value));
    }
}
