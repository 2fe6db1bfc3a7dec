package dev.larry.check.manifests;

import java.util.List;

/** A value of a document with its place, both numbers from 1; small, for trees have millions. */
sealed interface Value {
    int line();

    int column();

    /**
     * Text, number, boolean or null as written.
     *
     * @param plain without quotes, so that YAML may read another type than text
     */
    record Scalar(int line, int column, String text, boolean plain) implements Value {
        /** As YAML 1.2 and JSON have it, and nothing at all. */
        boolean isNull() {
            return plain
                    && (text.isEmpty()
                            || text.equals("~")
                            || text.equals("null")
                            || text.equals("Null")
                            || text.equals("NULL"));
        }
    }

    record Sequence(int line, int column, List<Value> elements) implements Value {}

    /** In the order of the file, a key written twice is there twice. */
    record Mapping(int line, int column, List<Entry> entries) implements Value {}

    /** A key, its place, and what it stands for. */
    record Entry(int line, int column, String key, Value value) {}
}
