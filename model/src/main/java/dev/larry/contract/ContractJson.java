package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;

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
                    .addModule(ContractTypes.module())
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
}
