package dev.larry.render.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records, maps and lists as JSON: a member for each component in the order of the record, none for
 * what is null; tokens, durations and instants as the contract writes them.
 *
 * <p>Its output is what {@code ContractJson} writes, and a test holds that.
 */
public final class RecordJson {
    private static final ClassValue<Method[]> ACCESSORS =
            new ClassValue<>() {
                @Override
                protected Method[] computeValue(Class<?> type) {
                    RecordComponent[] components = type.getRecordComponents();
                    Method[] accessors = new Method[components.length];
                    for (int i = 0; i < accessors.length; i++) {
                        accessors[i] = components[i].getAccessor();
                        accessors[i].setAccessible(true);
                    }
                    return accessors;
                }
            };

    private final boolean sorted;

    private RecordJson(boolean sorted) {
        this.sorted = sorted;
    }

    /** The tree of a record, map or list; maps keep their order. */
    public static JsonNode tree(Object value) {
        return new RecordJson(false).value(value);
    }

    /** The tree of a record, map or list, the keys of every map sorted. */
    public static JsonNode sorted(Object value) {
        return new RecordJson(true).value(value);
    }

    // Asked one by one: a switch over types is compiled anew by each process that comes by.
    private JsonNode value(@Nullable Object value) {
        if (value == null) {
            return NullNode.instance;
        }
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        if (value instanceof Record record) {
            return members(record);
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = new ArrayNode(JsonNodeFactory.instance, list.size());
            for (Object element : list) {
                array.add(value(element));
            }
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            return members(map);
        }
        if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Duration span) {
            return TextNode.valueOf(TimeSpans.format(span));
        }
        if (value instanceof Instant instant) {
            return TextNode.valueOf(instant.toString());
        }
        if (value instanceof Enum<?> constant) {
            return TextNode.valueOf(constant.name());
        }
        throw new IllegalArgumentException("no JSON: " + value.getClass());
    }

    private JsonNode members(Record record) {
        if (record instanceof Tokens tokens) {
            return LongNode.valueOf(tokens.value());
        }
        ObjectNode object = new ObjectNode(JsonNodeFactory.instance);
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            Object value;
            try {
                value = accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            if (value != null) {
                object.set(accessor.getName(), value(value));
            }
        }
        return object;
    }

    private JsonNode members(Map<?, ?> map) {
        ObjectNode object = new ObjectNode(JsonNodeFactory.instance);
        for (Map.Entry<?, ?> entry : (sorted ? new TreeMap<>(map) : map).entrySet()) {
            if (entry.getValue() != null) {
                object.set((String) entry.getKey(), value(entry.getValue()));
            }
        }
        return object;
    }

    private static JsonNode number(Number number) {
        if (number instanceof Integer whole) {
            return IntNode.valueOf(whole);
        }
        if (number instanceof Long whole) {
            return LongNode.valueOf(whole);
        }
        if (number instanceof Double fraction) {
            return DoubleNode.valueOf(fraction);
        }
        if (number instanceof BigInteger whole) {
            return BigIntegerNode.valueOf(whole);
        }
        if (number instanceof BigDecimal fraction) {
            return DecimalNode.valueOf(fraction);
        }
        throw new IllegalArgumentException("no JSON number: " + number.getClass());
    }
}
