package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Asks of one object for members that must be there, or be there once, or be texts. */
record Members(Manifest object, Consumer<Finding> findings) {
    /** Says that a field breaks a rule. */
    void broken(Rule rule, Field field, String found, String allowed) {
        findings.accept(object.finding(rule, field, found, allowed));
    }

    /** Members without which the API server refuses the object. */
    void need(Field parent, String... keys) {
        for (String key : keys) {
            Field field = parent.get(key);
            if (field.isAbsent() || (field.isScalar() || field.isSequence()) && field.isEmpty()) {
                missing(parent, key);
            }
        }
    }

    /** Says that a member is not there. */
    void missing(Field parent, String key) {
        String where =
                parent.path().isEmpty() || key.startsWith("metadata.") ? "" : parent.path() + " ";
        broken(ShapeRules.REQUIRED, parent, where + "has no " + key, "");
    }

    /** Elements of a list that are told apart by one of their members. */
    void unique(Field list, String key) {
        Set<String> seen = new HashSet<>();
        for (Field each : list.items()) {
            String name = each.get(key).text();
            if (!name.isEmpty() && !seen.add(name)) {
                twice(each.get(key), key + " " + name);
            }
        }
    }

    /** A list of which the API server takes elements of one key, and warns. */
    void better(Field list, String key) {
        Set<String> seen = new HashSet<>();
        for (Field each : list.items()) {
            String name = each.get(key).text();
            if (!name.isEmpty() && !seen.add(name)) {
                again(each.get(key), key + " " + name);
            }
        }
    }

    /** Says that something is there twice, which the API server takes, and warns of. */
    void again(Field field, String what) {
        findings.accept(
                object.finding(ShapeRules.DUPLICATE_NAME, field, what + " twice", "each once")
                        .as(Severity.WARNING));
    }

    /** Says that something is there twice. */
    void twice(Field field, String what) {
        broken(ShapeRules.DUPLICATE_NAME, field, what + " twice", "each once");
    }

    /** A mapping whose values are texts. */
    void texts(Field mapping) {
        mapping.fields().forEach(this::text);
    }

    /** A value that is a text. */
    void text(Field field) {
        if (field.key().equals("<<")) {
            return;
        }
        if (field.isMapping() || field.isSequence()) {
            broken(ShapeRules.TEXT, field, field.key() + " is no text", "a text");
        } else if (field.isScalar() && PlainText.isRead(field)) {
            findings.accept(
                    object.finding(
                            ShapeRules.TEXT,
                            field,
                            field.text() + " is " + PlainText.readAs(field),
                            "a text",
                            "write \"" + field.text() + "\""));
        }
    }

    /** The protocol of a port of a Service or container, to tell ports of one number apart. */
    static String protocol(Field port) {
        return "/" + port.get("protocol").textOrDefault("TCP");
    }
}
