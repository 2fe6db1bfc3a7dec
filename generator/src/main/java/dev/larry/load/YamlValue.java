package dev.larry.load;

import dev.larry.model.Source;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** A YAML value with the place it was written at; anchors are resolved, nothing is typed yet. */
sealed interface YamlValue {
    /** Where it begins. */
    Place place();

    /**
     * A place in a file, counted from 1.
     *
     * @param anchored where the text itself is written, if an alias stands at this place
     */
    record Place(String file, int line, int column, @Nullable Place anchored) {
        Place(String file, int line, int column) {
            this(file, line, column, null);
        }

        Source source(String path) {
            return new Source(file, line, column, path);
        }

        /**
         * Where the text is: what is wrong with it is wrong there, however many aliases repeat it.
         */
        Place text() {
            return anchored == null ? this : anchored;
        }
    }

    /** A scalar's text as written, without its quotes. */
    record Scalar(Place place, String text, boolean plain) implements YamlValue {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether it is null by the YAML 1.2 core schema. */
        boolean isNull() {
            return plain && NULLS.contains(text);
        }
    }

    /** A sequence. */
    record Sequence(Place place, List<YamlValue> elements) implements YamlValue {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** A mapping in the order of the file; keys are texts. */
    record Mapping(Place place, SequencedMap<String, Entry> entries) implements YamlValue {
        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /** Whether there is something under a key. */
        boolean has(String key) {
            return get(key) != null && !(get(key) instanceof Scalar scalar && scalar.isNull());
        }

        /** The value of a key, if it is there. */
        @Nullable YamlValue get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** The same without some keys. */
        Mapping without(Set<String> keys) {
            SequencedMap<String, Entry> rest = new LinkedHashMap<>(entries);
            rest.keySet().removeAll(keys);
            return new Mapping(place, rest);
        }

        /** The text under the key {@code name}, by which lists of named things are merged. */
        @Nullable String name() {
            return get("name") instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
        }
    }

    /** A key's place and its value. */
    record Entry(Place key, YamlValue value) {}

    /** The same value at the place of an alias. */
    default YamlValue at(Place alias) {
        Place both = new Place(alias.file(), alias.line(), alias.column(), place().text());
        return switch (this) {
            case Scalar scalar -> new Scalar(both, scalar.text(), scalar.plain());
            case Sequence list -> new Sequence(both, list.elements());
            case Mapping mapping -> new Mapping(both, mapping.entries());
        };
    }

    /** What it is, for messages. */
    default String kind() {
        return switch (this) {
            case Scalar scalar when scalar.isNull() -> "nothing";
            case Scalar scalar -> "'" + scalar.text() + "'";
            case Sequence ignored -> "a list";
            case Mapping ignored -> "a mapping";
        };
    }
}
