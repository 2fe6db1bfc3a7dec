package dev.larry.check.manifests;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    final class Mapping implements Value {
        /** Up to here comparing all with all is less than making a set. */
        private static final int FEW = 16;

        private final int line;
        private final int column;

        /** No list: keys are looked up in it all the time. */
        private final Entry[] entries;

        private final boolean merges;

        Mapping(int line, int column, List<Entry> entries) {
            this.line = line;
            this.column = column;
            this.entries = entries.toArray(Entry[]::new);
            this.merges = last("<<") != null;
        }

        @Override
        public int line() {
            return line;
        }

        @Override
        public int column() {
            return column;
        }

        List<Entry> entries() {
            return Collections.unmodifiableList(Arrays.asList(entries));
        }

        boolean isEmpty() {
            return entries.length == 0;
        }

        /** Whether it has a key {@code <<}, which stands for those of other mappings. */
        boolean merges() {
            return merges;
        }

        /** Whether one of its keys is there twice. */
        boolean hasTwice() {
            for (int i = 1; i < entries.length; i++) {
                if (i == FEW) {
                    Set<String> keys = new HashSet<>();
                    return !entries().stream().allMatch(each -> keys.add(each.key()));
                }
                String key = entries[i].key();
                int hash = key.hashCode();
                for (int j = 0; j < i; j++) {
                    String before = entries[j].key();
                    if (before.hashCode() == hash && before.equals(key)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** The last entry of that key. */
        @Nullable Entry last(String key) {
            int hash = key.hashCode(); // which texts keep, and few keys share
            for (int i = entries.length - 1; i >= 0; i--) {
                String each = entries[i].key();
                if (each.hashCode() == hash && each.equals(key)) {
                    return entries[i];
                }
            }
            return null;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Mapping mapping
                    && line == mapping.line
                    && column == mapping.column
                    && Arrays.equals(entries, mapping.entries);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * line + column) + Arrays.hashCode(entries);
        }

        @Override
        public String toString() {
            return "Mapping[" + line + ":" + column + " " + Arrays.toString(entries) + "]";
        }
    }

    /** A key, its place, and what it stands for. */
    record Entry(int line, int column, String key, Value value) {}
}
