package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;

import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The one JSON codec of the contract: tokens are numbers, durations texts such as 15m, instants ISO
 * 8601, unknown members an error; keys in the order of the records, so that equal records give
 * equal bytes.
 */
public final class ContractJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .annotationIntrospector(new NullnessIntrospector())
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .addModule(texts())
                    .build();

    private ContractJson() {}

    /** One line, without a line end. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a contract record: " + value.getClass(), e);
        }
    }

    /** Indented, with a line end, for people and Git. */
    public static String document(Object value) {
        try {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter(
                                    Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                            .withObjectIndenter(indenter)
                            .withArrayIndenter(indenter);
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a contract record: " + value.getClass(), e);
        }
    }

    /**
     * Reads a document strictly.
     *
     * @throws ContractException in one line, with line and column, where it is not one
     */
    public static <T> T read(String json, Class<T> type) throws ContractException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new ContractException("null, not a " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null
                            ? ""
                            : e.getLocation().getLineNr()
                                    + ":"
                                    + e.getLocation().getColumnNr()
                                    + ": ";
            throw new ContractException(
                    where + e.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        }
    }

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule("larry");
        module.addSerializer(
                Tokens.class,
                new StdSerializer<>(Tokens.class) {
                    @Override
                    public void serialize(
                            Tokens value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeNumber(value.value());
                    }
                });
        module.addDeserializer(
                Tokens.class,
                new StdDeserializer<>(Tokens.class) {
                    @Override
                    public Tokens deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        return new Tokens(json.getLongValue());
                    }
                });
        module.addSerializer(
                Duration.class,
                new StdSerializer<>(Duration.class) {
                    @Override
                    public void serialize(
                            Duration value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(TimeSpans.format(value));
                    }
                });
        module.addDeserializer(
                Duration.class,
                new StdDeserializer<>(Duration.class) {
                    @Override
                    public Duration deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        return TimeSpans.parse(json.getText());
                    }
                });
        module.addSerializer(
                Instant.class,
                new StdSerializer<>(Instant.class) {
                    @Override
                    public void serialize(
                            Instant value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(value.toString());
                    }
                });
        module.addDeserializer(
                Instant.class,
                new StdDeserializer<>(Instant.class) {
                    @Override
                    public Instant deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        try {
                            return Instant.parse(json.getText());
                        } catch (DateTimeParseException e) {
                            throw new JsonParseException(
                                    json,
                                    "'"
                                            + json.getText()
                                            + "' is no instant such as 2026-01-31T08:00:00Z");
                        }
                    }
                });
        return module;
    }
}
