package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Holds fields of one object against vocabularies and bounds. What is not there, and what a
 * template will fill in, is within them.
 */
record Limits(Manifest object, Consumer<Finding> findings) {
    static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");
    private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Set<String> NEVER_EMPTY =
            Set.of("pathType", "whenUnsatisfiable", "action", "operator");
    private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");

    /** Says that a field breaks a rule. */
    void broken(Rule rule, Field field, String found, String allowed) {
        findings.accept(object.finding(rule, field, found, allowed));
    }

    /** One of a fixed vocabulary. */
    void word(Field field, Set<String> words) {
        if (field.isEmpty() && !field.key().startsWith("[") && !NEVER_EMPTY.contains(field.key())) {
            return; // the API server takes its default
        }
        if (field.isScalar() && !words.contains(field.text()) && !Placeholder.isIn(field.text())) {
            broken(
                    RangeRules.ENUM,
                    field,
                    "'" + field.text() + "' as " + name(field),
                    String.join(", ", words.stream().sorted().toList()));
        }
    }

    /** Whole numbers with a lower bound. */
    void range(Field parent, long least, String... keys) {
        for (String key : keys) {
            bound(parent.get(key), least, Long.MAX_VALUE);
        }
    }

    /** A whole number with two bounds. */
    void bound(Field field, long least, long most) {
        if (field.isAbsent() || Placeholder.isIn(field.text())) {
            return;
        }
        boolean good =
                field.number().isPresent()
                        && !field.isQuoted()
                        && field.numberOr(least) >= least
                        && field.numberOr(most) <= most;
        if (!good) {
            broken(
                    RangeRules.RANGE,
                    field,
                    "'" + field.text() + "' as " + name(field),
                    "a whole number "
                            + (most == Long.MAX_VALUE
                                    ? "of " + least + " or more"
                                    : "from " + least + " to " + most));
        }
    }

    /** A port by number. */
    void port(Field field) {
        if (field.isAbsent() || Placeholder.isIn(field.text())) {
            return;
        }
        long number = field.numberOr(-1);
        if (number < 1 || number > 65535 || field.isQuoted()) {
            badPort(field);
        }
    }

    /** A port by number or by name. */
    void portOrName(Field field) {
        if (field.isAbsent() || Placeholder.isIn(field.text())) {
            return;
        }
        boolean isNumber = field.number().isPresent() && !field.isQuoted();
        if (isNumber
                ? field.numberOr(0) < 1 || field.numberOr(0) > 65535
                : !isPortName(field.text())) {
            badPort(field);
        }
    }

    /** The name that a container gives to a port. */
    void portName(Field field) {
        if (!field.isEmpty() && !Placeholder.isIn(field.text()) && !isPortName(field.text())) {
            badPort(field);
        }
    }

    /** The expressions of a LabelSelector. */
    void selector(Field selector) {
        for (Field expression : selector.get("matchExpressions").items()) {
            String operator = expression.get("operator").text();
            word(expression.get("operator"), OPERATORS);
            boolean values = operator.endsWith("In");
            if (values == expression.get("values").isEmpty() && OPERATORS.contains(operator)) {
                broken(
                        RangeRules.ENUM,
                        expression,
                        operator + (values ? " without values" : " with values"),
                        "values with In and NotIn only");
            }
        }
    }

    private static String name(Field field) {
        return field.key().startsWith("[") ? field.parent().key() : field.key();
    }

    private static boolean isPortName(String text) {
        return text.length() <= 15
                && PORT_NAME.matcher(text).matches()
                && !text.contains("--")
                && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }

    private void badPort(Field field) {
        broken(
                RangeRules.PORT,
                field,
                "'"
                        + field.text()
                        + "' as "
                        + (field.key().equals("name") ? "a port's name" : field.key()),
                "1 to 65535, or a name of at most 15 lower case letters, digits and '-'");
    }
}
