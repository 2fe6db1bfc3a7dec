package dev.larry.testing;

import dev.larry.model.Fleet;
import dev.larry.model.KubernetesWord;
import dev.larry.model.Parameters;
import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Writes a fleet as an environment file: every value, every text quoted. */
public final class FleetYaml {
    private final StringBuilder text = new StringBuilder();
    private final @Nullable Random random;

    private FleetYaml(@Nullable Random random) {
        this.random = random;
    }

    /** The file's text. */
    public static String text(Fleet fleet) {
        FleetYaml yaml = new FleetYaml(null);
        yaml.mapping(members(fleet), 0);
        return yaml.text.toString();
    }

    /** Another text of the same fleet: keys in another order, comments and blank lines between. */
    public static String shuffled(Fleet fleet, Random random) {
        FleetYaml yaml = new FleetYaml(random);
        yaml.mapping(members(fleet), 0);
        return yaml.text.toString();
    }

    /** Text in double quotes that YAML 1.2 reads back as it is. */
    public static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> quoted.append("\\\"");
                        case '\\' -> quoted.append("\\\\");
                        case '\n' -> quoted.append("\\n");
                        case '\t' -> quoted.append("\\t");
                        default -> {
                            if (c < 0x20 || c >= 0x7f && c < 0xffff && !letter(c)) {
                                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                            } else {
                                quoted.appendCodePoint(c);
                            }
                        }
                    }
                });
        return quoted.append('"').toString();
    }

    private static boolean letter(int c) {
        return Character.isLetterOrDigit(c);
    }

    private void mapping(Map<String, Object> members, int depth) {
        List<Map.Entry<String, Object>> entries = new ArrayList<>(members.entrySet());
        if (random != null) {
            Collections.shuffle(entries, random);
        }
        for (Map.Entry<String, Object> entry : entries) {
            noise(depth);
            text.repeat("  ", depth).append(quoted(entry.getKey())).append(':');
            value(entry.getValue(), depth);
        }
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> text.append(" {}\n");
            case Map<?, ?> map -> {
                text.append('\n');
                mapping(texts(map), depth + 1);
            }
            case List<?> list when list.isEmpty() -> text.append(" []\n");
            case List<?> list -> {
                text.append('\n');
                for (Object element : list) {
                    noise(depth + 1);
                    text.repeat("  ", depth + 1).append('-');
                    value(element, depth + 1);
                }
            }
            default -> text.append(' ').append(value).append('\n');
        }
    }

    private void noise(int depth) {
        if (random == null) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> text.append('\n');
            case 1 -> text.repeat("  ", depth).append("# a comment: with, [marks] \"in\" it\n");
            default -> {}
        }
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put((String) key, value));
        return texts;
    }

    /**
     * Maps, lists and, for scalars, text as it stands in the file; nothing where there is nothing.
     */
    private static Optional<Object> plain(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.flatMap(FleetYaml::plain);
            case String string -> Optional.of(quoted(string));
            case Tokens tokens -> Optional.of(tokens.value());
            case Duration span -> Optional.of(TimeSpans.format(span));
            case Instant instant -> Optional.of(instant);
            case KubernetesWord word -> Optional.of(word.text());
            case Enum<?> constant ->
                    Optional.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case Parameters parameters -> plain(parameters.values());
            case List<?> list ->
                    Optional.of(list.stream().map(FleetYaml::plain).map(Optional::get).toList());
            case Map<?, ?> map -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                map.forEach((key, entry) ->
                        plain.put((String) key, plain((Object) entry).orElseThrow()));
                yield Optional.of(plain);
            }
            case Record record when scalar(record) -> Optional.of(record.toString());
            case Record record -> Optional.of(members(record));
            default -> Optional.of(value.toString());
        };
    }

    /** MilliCpu, Bytes and Port print as they are written. */
    private static boolean scalar(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        return components.length == 1 && components[0].getType().isPrimitive();
    }

    private static Map<String, Object> members(Record record) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(record);
                plain(value).ifPresent(plain -> members.put(component.getName(), plain));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return members;
    }
}
