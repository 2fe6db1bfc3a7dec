package dev.larry.check.manifests;

import dev.larry.check.manifests.Value.Entry;
import dev.larry.check.manifests.Value.Mapping;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.manifests.Value.Sequence;
import dev.larry.model.Source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A field of an object, there or not: one that is not there is empty, and its place is that of the
 * nearest field around it.
 */
public final class Field {
    private static final Set<String> TRUE =
            Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
    private static final Set<String> FALSE =
            Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");
    private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

    /** The steps of the first elements, which are most. */
    private static final String[] INDICES =
            IntStream.range(0, 32).mapToObj(each -> "[" + each + "]").toArray(String[]::new);

    /** How many mappings one inherits from another; deeper is no document of a person. */
    private static final int MERGES = 10;

    private final String file;
    private final @Nullable Field parent;
    private final String step;
    private final @Nullable Value value;
    private final int line;
    private final int column;

    private Field(
            String file,
            @Nullable Field parent,
            String step,
            @Nullable Value value,
            int line,
            int column) {
        this.file = file;
        this.parent = parent;
        this.step = step;
        this.value =
                value instanceof Scalar scalar && scalar.isNull() && parent != null ? null : value;
        this.line = line;
        this.column = column;
    }

    static Field root(String file, Value value) {
        return new Field(file, null, "", value, value.line(), value.column());
    }

    /** A root found deeper in a document: the item of a List. */
    Field asRoot() {
        return value == null ? this : root(file, value);
    }

    /** Whether it is there, and not null. */
    public boolean exists() {
        return value != null;
    }

    /** Whether it is not there, or null. */
    public boolean isAbsent() {
        return value == null;
    }

    public boolean isMapping() {
        return value instanceof Mapping;
    }

    public boolean isSequence() {
        return value instanceof Sequence;
    }

    public boolean isScalar() {
        return value instanceof Scalar;
    }

    /** Whether it is a text that YAML reads as text, whatever it looks like. */
    public boolean isQuoted() {
        return value instanceof Scalar scalar && !scalar.plain();
    }

    /** Nothing in it: absent, or an empty text, list or mapping. */
    public boolean isEmpty() {
        return switch (value) {
            case null -> true;
            case Scalar scalar -> scalar.text().isEmpty();
            case Sequence sequence -> sequence.elements().isEmpty();
            case Mapping mapping -> mapping.isEmpty();
        };
    }

    /** The field of that key below this one. */
    public Field get(String key) {
        Entry entry = value instanceof Mapping mapping ? find(mapping, key, 0) : null;
        return entry == null ? new Field(file, this, key, null, line, column) : child(entry);
    }

    /** The field at a path of keys: {@code spec.template.spec}. */
    public Field at(String path) {
        Field field = this;
        for (int from = 0; ; ) {
            int dot = path.indexOf('.', from);
            field = field.get(dot < 0 ? path.substring(from) : path.substring(from, dot));
            if (dot < 0) {
                return field;
            }
            from = dot + 1;
        }
    }

    /** A merge key {@code <<} counts where the key itself is not there. */
    private static @Nullable Entry find(Mapping mapping, String key, int depth) {
        Entry found = mapping.last(key);
        if (found != null || !mapping.merges() || depth > MERGES) {
            return found;
        }
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals("<<")) {
                for (Mapping each : merged(entry)) {
                    Entry inner = find(each, key, depth + 1);
                    if (inner != null) {
                        return inner;
                    }
                }
            }
        }
        return null;
    }

    private Field child(Entry entry) {
        boolean scalar = entry.value() instanceof Scalar;
        return new Field(
                file,
                this,
                entry.key(),
                entry.value(),
                scalar ? entry.value().line() : entry.line(),
                scalar ? entry.value().column() : entry.column());
    }

    /** The elements of a list, none where it is no list. */
    public List<Field> items() {
        if (!(value instanceof Sequence sequence)) {
            return List.of();
        }
        List<Field> items = new ArrayList<>(sequence.elements().size());
        int index = 0;
        for (Value each : sequence.elements()) {
            String step = index < INDICES.length ? INDICES[index] : "[" + index + "]";
            items.add(new Field(file, this, step, each, each.line(), each.column()));
            index++;
        }
        return items;
    }

    /** The fields of a mapping in order, a key that is there twice twice, merged ones last. */
    public List<Field> fields() {
        if (!(value instanceof Mapping mapping)) {
            return List.of();
        }
        List<Entry> entries = mapping.entries();
        List<Field> fields = new ArrayList<>(entries.size());
        if (mapping.merges()) {
            fields(mapping, new HashSet<>(), 0, fields);
        } else {
            entries.forEach(each -> fields.add(child(each)));
        }
        return fields;
    }

    private void fields(Mapping mapping, Set<String> before, int depth, List<Field> fields) {
        Set<String> here = new HashSet<>();
        List<Mapping> merged = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals("<<") && !(entry.value() instanceof Scalar)) {
                merged.addAll(merged(entry));
            } else if (!before.contains(entry.key())) {
                here.add(entry.key());
                fields.add(child(entry));
            }
        }
        before.addAll(here);
        if (depth <= MERGES) {
            merged.forEach(each -> fields(each, before, depth + 1, fields));
        }
    }

    /** The mappings that a merge key stands for. */
    static List<Mapping> merged(Entry entry) {
        List<Value> values =
                entry.value() instanceof Sequence all ? all.elements() : List.of(entry.value());
        List<Mapping> mappings = new ArrayList<>();
        for (Value each : values) {
            if (each instanceof Mapping mapping) {
                mappings.add(mapping);
            }
        }
        return mappings;
    }

    /** The keys of a mapping. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        fields().forEach(field -> keys.add(field.key()));
        return keys;
    }

    /** The scalar fields of a mapping, such as labels. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Field field : fields()) {
            field.scalar().ifPresent(text -> texts.put(field.key(), text));
        }
        return texts;
    }

    /** The scalar elements of a list. */
    public List<String> list() {
        List<String> texts = new ArrayList<>();
        items().forEach(item -> item.scalar().ifPresent(texts::add));
        return texts;
    }

    /** The key it stands under, or {@code [index]}. */
    public String key() {
        return step;
    }

    /** Its text where it is a scalar. */
    public Optional<String> scalar() {
        return value instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    /** Its text, empty where it is no scalar. */
    public String text() {
        return value instanceof Scalar scalar ? scalar.text() : "";
    }

    public String textOr(String otherwise) {
        return value instanceof Scalar scalar ? scalar.text() : otherwise;
    }

    /** Its text, or what the API server takes for an empty one. */
    public String textOrDefault(String otherwise) {
        return isEmpty() ? otherwise : text();
    }

    public boolean is(String text) {
        return value instanceof Scalar scalar && scalar.text().equals(text);
    }

    /** True as Kubernetes' YAML reader has it, which knows {@code yes} and {@code on}. */
    public boolean isTrue() {
        return value instanceof Scalar scalar && scalar.plain() && TRUE.contains(scalar.text());
    }

    public boolean isFalse() {
        return value instanceof Scalar scalar && scalar.plain() && FALSE.contains(scalar.text());
    }

    /** Its whole number, where it is one. */
    public OptionalLong number() {
        return value instanceof Scalar scalar && WHOLE.matcher(scalar.text()).matches()
                ? OptionalLong.of(Long.parseLong(scalar.text()))
                : OptionalLong.empty();
    }

    public long numberOr(long otherwise) {
        return number().orElse(otherwise);
    }

    /** The place: of the value where it is a scalar, of the key where it has more lines. */
    public Source source() {
        return new Source(file, line, column, path());
    }

    /** The place of its key, or where it begins if it has none. */
    public Source keySource() {
        Entry entry =
                parent != null && parent.value instanceof Mapping mapping
                        ? find(mapping, step, 0)
                        : null;
        return entry == null ? source() : new Source(file, entry.line(), entry.column(), path());
    }

    /**
     * The field that a JSON pointer leads to, or the last one on its way that is there.
     *
     * <p>Source: RFC 6901, JSON Pointer.
     */
    public Field pointed(String pointer) {
        Field field = this;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            Field next = field.get(name);
            if (field.isSequence() && name.matches("[0-9]{1,9}")) {
                List<Field> items = field.items();
                int index = Integer.parseInt(name);
                next = index < items.size() ? items.get(index) : next;
            }
            if (!next.isWritten()) {
                return field;
            }
            field = next;
        }
        return field;
    }

    /** Whether something stands there, be it null. */
    private boolean isWritten() {
        return value != null
                || (parent != null
                        && parent.value instanceof Mapping mapping
                        && find(mapping, step, 0) != null);
    }

    /** The path within the object, named things by name: {@code spec.containers[app].image}. */
    public String path() {
        if (parent == null) {
            return "";
        }
        String before = parent.path();
        if (step.startsWith("[") && parent.isSequence()) {
            String name = get("name").text();
            return before + (SIMPLE_KEY.matcher(name).matches() ? "[" + name + "]" : step);
        }
        String key = SIMPLE_KEY.matcher(step).matches() ? step : "[\"" + step + "\"]";
        return before.isEmpty() || key.startsWith("[") ? before + key : before + "." + key;
    }

    /** The field around it, itself for a root. */
    public Field parent() {
        return parent == null ? this : parent;
    }

    String file() {
        return file;
    }

    Optional<Value> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public String toString() {
        return source() + " " + path();
    }
}
