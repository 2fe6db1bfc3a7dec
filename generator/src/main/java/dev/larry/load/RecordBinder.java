package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Finding;
import dev.larry.model.InvalidValueException;
import dev.larry.model.Parameters;
import dev.larry.model.Syntax;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A {@link YamlValue} to the model's records, by their components: every problem is a finding, and
 * what does not depend on it is still read.
 */
final class RecordBinder {
    private final Consumer<Finding> findings;
    private final Sources sources;

    RecordBinder(Sources sources, Consumer<Finding> findings) {
        this.sources = sources;
        this.findings = findings;
    }

    /** The record; nothing where a finding says why. */
    <T extends Record> Optional<T> bind(Class<T> type, YamlValue value) {
        return Optional.ofNullable(record(type, value, "")).map(type::cast);
    }

    private @Nullable Object record(Class<?> type, YamlValue value, String path) {
        if (!(value instanceof Mapping mapping)) {
            wrongType(value, path, "a mapping");
            return null;
        }
        RecordShape shape = RecordShape.of(type);
        for (var entry : mapping.entries().entrySet()) {
            if (!shape.names().contains(entry.getKey())) {
                unknownKey(entry.getKey(), entry.getValue().key(), path, shape.names());
            }
        }
        @Nullable Object[] arguments = new @Nullable Object[shape.components().size()];
        boolean whole = true;
        for (int i = 0; i < arguments.length; i++) {
            RecordShape.Part part = shape.components().get(i);
            arguments[i] = part(part, mapping, path);
            whole &= arguments[i] != null;
        }
        return whole ? construct(shape, arguments, path) : null;
    }

    private @Nullable Object part(RecordShape.Part part, Mapping mapping, String path) {
        String here = YamlPath.key(path, part.name());
        YamlValue value = mapping.get(part.name());
        if (value != null && !(value instanceof Scalar scalar && scalar.isNull())) {
            return value(part, part.type(), value, here);
        }
        if (part.whenMissing() != null) {
            return part.whenMissing();
        }
        findings.accept(
                Finding.error(
                        "input/missing-value",
                        mapping.place().source(path),
                        "no '" + part.name() + "'",
                        part.meaning(),
                        "add " + part.name() + (Scalars.isScalar(part.raw()) ? ": VALUE" : ":")));
        return null;
    }

    private @Nullable Object value(RecordShape.Part part, Type type, YamlValue value, String path) {
        Class<?> raw = RecordShape.raw(type);
        if (raw == Optional.class) {
            Object inner = value(part, RecordShape.argument(type, 0), value, path);
            return inner == null ? null : Optional.of(inner);
        }
        if (raw == List.class) {
            return list(part, RecordShape.argument(type, 0), value, path);
        }
        if (raw == Map.class) {
            return texts(part, value, path);
        }
        if (raw == Parameters.class) {
            return parameters(value, path);
        }
        return Scalars.isScalar(raw) ? scalar(part, raw, value, path) : record(raw, value, path);
    }

    private @Nullable Object scalar(
            RecordShape.Part part, Class<?> type, YamlValue value, String path) {
        if (!(value instanceof Scalar scalar)) {
            wrongType(value, path, part.meaning());
            return null;
        }
        Syntax syntax = part.syntax();
        if (type == String.class && syntax != null && !syntax.matches(scalar.text())) {
            findings.accept(
                    Finding.error(
                            "input/invalid-value",
                            value.place().source(path),
                            value.kind(),
                            syntax.meaning(),
                            "correct it"));
            return null;
        }
        try {
            return Scalars.read(type, scalar.text());
        } catch (InvalidValueException e) {
            findings.accept(
                    Finding.error(
                            "input/invalid-value",
                            value.place().source(path),
                            e.found(),
                            e.allowed(),
                            e.remedy()));
            return null;
        }
    }

    private @Nullable Object list(
            RecordShape.Part part, Type element, YamlValue value, String path) {
        if (value instanceof Scalar && Scalars.isScalar(RecordShape.raw(element))) {
            Object only = value(part, element, value, path);
            return only == null ? null : List.of(only);
        }
        if (!(value instanceof Sequence sequence)) {
            wrongType(value, path, "a list");
            return null;
        }
        List<Object> elements = new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < sequence.elements().size(); i++) {
            YamlValue next = sequence.elements().get(i);
            Object bound = value(part, element, next, YamlPath.element(path, i, next));
            if (bound == null) {
                whole = false;
            } else {
                elements.add(bound);
            }
        }
        return whole ? elements : null;
    }

    private @Nullable Object texts(RecordShape.Part part, YamlValue value, String path) {
        if (!(value instanceof Mapping mapping)) {
            wrongType(value, path, "a mapping");
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        boolean whole = true;
        for (var entry : mapping.entries().entrySet()) {
            Syntax syntax = part.syntax();
            if (syntax != null && !syntax.matches(entry.getKey())) {
                findings.accept(
                        Finding.error(
                                "input/invalid-value",
                                entry.getValue().key().source(path),
                                "key '" + entry.getKey() + "'",
                                syntax.meaning(),
                                "correct it"));
                whole = false;
            } else if (entry.getValue().value() instanceof Scalar scalar) {
                texts.put(entry.getKey(), scalar.isNull() ? "" : scalar.text());
            } else {
                wrongType(entry.getValue().value(), YamlPath.key(path, entry.getKey()), "text");
                whole = false;
            }
        }
        return whole ? texts : null;
    }

    private @Nullable Object parameters(YamlValue value, String path) {
        if (!(value instanceof Mapping mapping)) {
            wrongType(value, path, "a mapping");
            return null;
        }
        SortedMap<String, Object> parameters = new TreeMap<>();
        for (var entry : mapping.entries().entrySet()) {
            switch (entry.getValue().value()) {
                case Scalar scalar -> parameters.put(entry.getKey(), plain(scalar));
                case Sequence list -> {
                    List<Object> texts = new ArrayList<>();
                    for (YamlValue element : list.elements()) {
                        if (!(element instanceof Scalar scalar)) {
                            wrongType(element, YamlPath.key(path, entry.getKey()), "text");
                            return null;
                        }
                        texts.add(scalar.text());
                    }
                    parameters.put(entry.getKey(), texts);
                }
                case Mapping inner -> {
                    wrongType(
                            inner,
                            YamlPath.key(path, entry.getKey()),
                            "text, a number, true, false or a list of texts");
                    return null;
                }
            }
        }
        return new Parameters(parameters);
    }

    private static Object plain(Scalar scalar) {
        if (scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Boolean.valueOf(scalar.text());
        }
        if (scalar.plain() && scalar.text().matches("-?(0|[1-9][0-9]{0,17})")) {
            return Long.valueOf(scalar.text());
        }
        return scalar.text();
    }

    private @Nullable Object construct(
            RecordShape shape, @Nullable Object[] arguments, String path) {
        try {
            return shape.construct(arguments);
        } catch (InvalidValueException e) {
            report(e, path);
            for (Throwable other : e.getSuppressed()) {
                if (other instanceof InvalidValueException also) {
                    report(also, path);
                }
            }
            return null;
        }
    }

    private void report(InvalidValueException problem, String path) {
        String at =
                problem.component().isEmpty()
                                || problem.component().startsWith("[")
                                || path.isEmpty()
                        ? path + problem.component()
                        : path + "." + problem.component();
        findings.accept(
                Finding.error(
                        "input/invalid-value",
                        sources.of(at),
                        problem.found(),
                        problem.allowed(),
                        problem.remedy()));
    }

    private void wrongType(YamlValue value, String path, String allowed) {
        findings.accept(
                Finding.error(
                        "input/wrong-type",
                        value.place().source(path),
                        value.kind(),
                        allowed,
                        "correct it"));
    }

    private void unknownKey(String key, Place place, String path, Collection<String> known) {
        findings.accept(
                Finding.error(
                        "input/unknown-key",
                        place.source(YamlPath.key(path, key)),
                        "unknown key '" + key + "'",
                        String.join(", ", known),
                        Suggestion.remedy(key, known, "remove it")));
    }
}
