package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed schema is that of the records, and refuses what the reader refuses. */
final class ExceptionsSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA =
            REGISTRY.getSchema(ExceptionsSchema.json(), InputFormat.JSON);

    private static final String GOOD =
            """
            exceptions:
              - rule: security/read-only-root
                object: Deployment/shop/web
                container: web
                reason: it writes beside itself
                expires: "2027-01-31"
            """;

    @Test
    void theCommittedSchemaIsCurrent() {
        Expected.is(
                Expected.root().resolve("environments/exceptions.schema.json"),
                ExceptionsSchema.json(),
                "ExceptionsSchemaTest");
    }

    @Test
    void itIsASchemaOfItsDraft() {
        Schema draft =
                REGISTRY.getSchema(
                        SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(ExceptionsSchema.json(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void itTakesAWholeException() {
        assertThat(SCHEMA.validate(GOOD, InputFormat.YAML)).isEmpty();
        assertThat(SCHEMA.validate("exceptions: []", InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rule:", "object:", "reason:", "expires:", "exceptions:"})
    void itRefusesOneWithAPartMissingOrMisspelt(String key) {
        String misspelt = GOOD.replace(key, "x" + key);
        assertThat(SCHEMA.validate(misspelt, InputFormat.YAML)).isNotEmpty();
    }
}
