package dev.larry.check.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.larry.check.manifests.Value.Entry;
import dev.larry.check.manifests.Value.Mapping;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.manifests.Value.Sequence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Documents without their merge keys, for tools that take a key beside {@code <<} for one that is
 * there twice. Source: YAML language-independent types, "Merge Key": a key of the mapping itself
 * goes before the merged one, an earlier mapping before a later one.
 */
final class MergedText {
    /** What may stand without quotes within braces, whatever type YAML reads it as. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.+~-]+");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final StringBuilder text = new StringBuilder();

    private MergedText() {}

    /** The text with all keys merged; nothing where no key goes before another. */
    static Optional<byte[]> of(List<Value> documents) {
        if (documents.stream().noneMatch(MergedText::overrides)) {
            return Optional.empty();
        }
        MergedText merged = new MergedText();
        for (Value document : documents) {
            merged.text.append("---\n");
            merged.write(Field.root("", document));
            merged.text.append('\n');
        }
        return Optional.of(merged.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean overrides(Value value) {
        return switch (value) {
            case Scalar _ -> false;
            case Sequence sequence -> sequence.elements().stream().anyMatch(MergedText::overrides);
            case Mapping mapping ->
                    mapping.merges() && hides(mapping)
                            || mapping.entries().stream()
                                    .anyMatch(entry -> overrides(entry.value()));
        };
    }

    private static boolean hides(Mapping mapping) {
        int all = 0;
        for (Entry entry : mapping.entries()) {
            List<Mapping> merged = Field.merged(entry);
            all += entry.key().equals("<<") && !merged.isEmpty() ? size(merged) : 1;
        }
        return Field.root("", mapping).fields().size() < all;
    }

    private static int size(List<Mapping> mappings) {
        return mappings.stream().mapToInt(each -> Field.root("", each).fields().size()).sum();
    }

    private void write(Field field) {
        if (field.isMapping()) {
            String before = "{";
            for (Field each : field.fields()) {
                text.append(before).append(quoted(each.key())).append(": ");
                write(each);
                before = ", ";
            }
            text.append(before.equals("{") ? "{}" : "}");
        } else if (field.isSequence()) {
            String before = "[";
            for (Field each : field.items()) {
                text.append(before);
                write(each);
                before = ", ";
            }
            text.append(before.equals("[") ? "[]" : "]");
        } else {
            String scalar = field.exists() ? field.text() : "null";
            boolean plain = !field.isQuoted() && PLAIN.matcher(scalar).matches();
            text.append(plain ? scalar : quoted(scalar));
        }
    }

    private static String quoted(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }
}
