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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A {@link YamlValue} to the model's records, by their components: every problem is a finding, and
 * what does not depend on it is still read.
 */
final class RecordBinder {
    private final Consumer<Finding> findings;
    private final Set<Told> told = new HashSet<>();
    private boolean partial;

    RecordBinder(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /**
     * The record; nothing where a finding says why.
     *
     * @param own keys of the whole that are no component of it
     */
    <T extends Record> Optional<T> bind(Class<T> type, YamlValue value, Collection<String> own) {
        partial = false;
        return Optional.ofNullable(record(type, value, "", own, List.of())).map(type::cast);
    }

    /**
     * Reports what is wrong with values that are laid under records of a type, which they need not
     * complete.
     */
    void checkDefaults(Class<? extends Record> type, YamlValue value, String path) {
        if (value instanceof Scalar scalar && scalar.isNull()) {
            return;
        }
        partial = true;
        record(type, value, path, List.of(), List.of("name"));
    }

    private @Nullable Object record(Class<?> type, YamlValue value, String path) {
        return record(type, value, path, List.of(), List.of());
    }

    private @Nullable Object record(
            Class<?> type,
            YamlValue value,
            String path,
            Collection<String> own,
            Collection<String> refused) {
        if (!(value instanceof Mapping mapping)) {
            wrongType(value, path, "a mapping");
            return null;
        }
        RecordShape shape = RecordShape.of(type);
        List<String> known = new ArrayList<>(shape.names());
        known.addAll(own);
        known.removeAll(refused);
        for (var entry : mapping.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                unknownKey(entry.getKey(), entry.getValue().key(), path, known);
            }
        }
        @Nullable Object[] arguments = new @Nullable Object[shape.components().size()];
        boolean whole = true;
        for (int i = 0; i < arguments.length; i++) {
            RecordShape.Part part = shape.components().get(i);
            arguments[i] = part(part, mapping, path);
            whole &= arguments[i] != null;
        }
        return whole && !partial ? construct(shape, arguments, mapping, path) : null;
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
        if (!partial) {
            tell(
                    "input/missing-value",
                    mapping.place().text(),
                    path,
                    "no '" + part.name() + "'",
                    part.meaning(),
                    part.addition());
        }
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
        if (!(value instanceof Scalar scalar) || scalar.isNull()) {
            wrongType(value, path, part.meaning(type));
            return null;
        }
        Syntax syntax = part.syntax();
        if (type == String.class && syntax != null && !syntax.matches(scalar.text())) {
            tell(
                    "input/invalid-value",
                    value.place().text(),
                    path,
                    value.kind(),
                    syntax.meaning(),
                    "correct it");
            return null;
        }
        try {
            return Scalars.read(type, scalar.text());
        } catch (InvalidValueException e) {
            tell(
                    "input/invalid-value",
                    value.place().text(),
                    path,
                    e.found(),
                    e.allowed(),
                    e.remedy());
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
            String here = YamlPath.key(path, entry.getKey());
            if (syntax != null && !syntax.matches(entry.getKey())) {
                tell(
                        "input/invalid-value",
                        entry.getValue().key(),
                        path,
                        "key '" + entry.getKey() + "'",
                        syntax.meaning(),
                        "correct it");
                whole = false;
            } else if (!(entry.getValue().value() instanceof Scalar scalar)) {
                wrongType(entry.getValue().value(), here, "text");
                whole = false;
            } else if (!scalar.isNull()) {
                texts.put(entry.getKey(), scalar.text());
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
        boolean whole = true;
        for (var entry : mapping.entries().entrySet()) {
            YamlValue given = entry.getValue().value();
            String here = YamlPath.key(path, entry.getKey());
            if (given instanceof Scalar scalar && scalar.isNull()) {
                continue;
            }
            Object plain = parameter(given, here);
            if (plain == null) {
                whole = false;
            } else {
                parameters.put(entry.getKey(), plain);
            }
        }
        return whole ? new Parameters(parameters) : null;
    }

    private @Nullable Object parameter(YamlValue value, String path) {
        return switch (value) {
            case Scalar scalar -> plain(scalar);
            case Sequence list -> {
                List<Object> texts = new ArrayList<>();
                boolean whole = true;
                for (int i = 0; i < list.elements().size(); i++) {
                    YamlValue element = list.elements().get(i);
                    if (element instanceof Scalar scalar && !scalar.isNull()) {
                        texts.add(scalar.text());
                    } else {
                        wrongType(element, YamlPath.index(path, i), "text");
                        whole = false;
                    }
                }
                yield whole ? texts : null;
            }
            case Mapping inner -> {
                wrongType(inner, path, "text, a number, true, false or a list of texts");
                yield null;
            }
        };
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
            RecordShape shape, @Nullable Object[] arguments, Mapping mapping, String path) {
        try {
            return shape.construct(arguments);
        } catch (InvalidValueException e) {
            e.all().forEach(problem -> report(problem, mapping, path));
            return null;
        }
    }

    private void report(InvalidValueException problem, Mapping mapping, String path) {
        Place place = Sources.within(mapping, problem.component());
        String at =
                problem.component().isEmpty()
                                || problem.component().startsWith("[")
                                || path.isEmpty()
                        ? path + problem.component()
                        : path + "." + problem.component();
        Told key =
                new Told(
                        place,
                        mapping.place(),
                        "input/invalid-value",
                        problem.found() + '\n' + problem.allowed());
        if (told.add(key)) {
            findings.accept(
                    Finding.error(
                            "input/invalid-value",
                            place.source(at),
                            problem.found(),
                            problem.allowed(),
                            problem.remedy()));
        }
    }

    private void wrongType(YamlValue value, String path, String allowed) {
        tell("input/wrong-type", value.place().text(), path, value.kind(), allowed, "correct it");
    }

    private void unknownKey(String key, Place place, String path, Collection<String> known) {
        String otherwise =
                key.equals("<<")
                        ? "merge keys are no YAML 1.2; use defaults or extends"
                        : "remove it";
        tell(
                "input/unknown-key",
                place,
                YamlPath.key(path, key),
                "unknown key '" + key + "'",
                String.join(", ", known),
                Suggestion.remedy(key, known, otherwise));
    }

    /** Tells a problem of a text once, however many aliases and defaults repeat the text. */
    private void tell(
            String rule, Place place, String path, String found, String allowed, String remedy) {
        if (told.add(new Told(place, place, rule, found))) {
            findings.accept(Finding.error(rule, place.source(path), found, allowed, remedy));
        }
    }

    /** What was told: problems of several values differ in the record that they are found in. */
    private record Told(Place place, Place within, String rule, String what) {}
}
