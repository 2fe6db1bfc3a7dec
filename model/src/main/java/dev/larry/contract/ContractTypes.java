package dev.larry.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How the model's types stand in the contract's JSON. */
final class ContractTypes {
    private ContractTypes() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("larry");
        type(
                module,
                Tokens.class,
                (tokens, json) -> json.writeNumber(tokens.value()),
                json -> new Tokens(json.getLongValue()));
        type(
                module,
                Duration.class,
                (span, json) -> json.writeString(TimeSpans.format(span)),
                json -> TimeSpans.parse(json.getText()));
        type(
                module,
                Instant.class,
                (instant, json) -> json.writeString(instant.toString()),
                ContractTypes::instant);
        return module;
    }

    private static Instant instant(JsonParser json) throws IOException {
        try {
            return Instant.parse(json.getText());
        } catch (DateTimeParseException e) {
            throw new JsonParseException(
                    json, "'" + json.getText() + "' is no instant such as 2026-01-31T08:00:00Z");
        }
    }

    private static <T> void type(
            SimpleModule module, Class<T> type, Writer<T> writer, Reader<T> reader) {
        module.addSerializer(
                type,
                new StdSerializer<>(type) {
                    @Override
                    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        writer.write(value, json);
                    }
                });
        module.addDeserializer(
                type,
                new StdDeserializer<>(type) {
                    @Override
                    public T deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        return reader.read(json);
                    }
                });
    }

    private interface Writer<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private interface Reader<T> {
        T read(JsonParser json) throws IOException;
    }
}
