package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;

import java.util.regex.Pattern;

/**
 * Which plain scalars Kubernetes' YAML reader takes for something else than text.
 *
 * <p>Source: YAML 1.1 types bool, int and float, as sigs.k8s.io/yaml reads them.
 */
final class PlainText {
    private static final Pattern INT =
            Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)");
    private static final Pattern FLOAT =
            Pattern.compile(
                    "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private PlainText() {}

    static boolean isRead(Field field) {
        return !field.isQuoted() && !readAs(field).isEmpty();
    }

    /** What it is read as; empty for a text. */
    static String readAs(Field field) {
        String text = field.text();
        if (field.isTrue() && text.length() > 1 || field.isFalse() && text.length() > 1) {
            return "a boolean";
        }
        if (INT.matcher(text).matches() || FLOAT.matcher(text).matches()) {
            return "a number";
        }
        return "";
    }
}
