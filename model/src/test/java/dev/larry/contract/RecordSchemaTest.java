package dev.larry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

final class RecordSchemaTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    @ParameterizedTest
    @CsvSource({
        "run-report.schema.json, dev.larry.contract.RunReport",
        "run-state.schema.json, dev.larry.contract.RunState"
    })
    void theCommittedSchemaIsTheRecords(String file, String type) throws Exception {
        Path committed = ROOT.resolve("docs").resolve(file);
        String schema = RecordSchema.of(Class.forName(type).asSubclass(Record.class));
        if (System.getProperty("recreate") != null) {
            Files.writeString(committed, schema);
        }
        assertThat(committed)
                .as("recreate it with -Drecreate -Dtest=RecordSchemaTest")
                .hasContent(schema);
    }

    @ParameterizedTest
    @CsvSource({"clean", "degraded"})
    void aReportSuitsIt(String name) throws IOException {
        Path report =
                ROOT.resolve("agent/src/test/resources/cases/reports")
                        .resolve(name)
                        .resolve("run.json");
        assertThat(schema(RunReport.class).validate(Files.readString(report), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void whatTheRecordDoesNotKnowDoesNot() {
        Schema schema = schema(RunReport.Grant.class);
        String grant =
                "{'at': '2026-01-05T08:00:00Z', 'from': 'reserve', 'to': 'a', 'tokens': 1,"
                        + " 'reason': 'r'%s}";
        assertThat(schema.validate(json(grant, ""), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json(grant, ", 'more': 1"), InputFormat.JSON)).isNotEmpty();
        assertThat(schema.validate(json(grant, ", 'larry': 1"), InputFormat.JSON)).isNotEmpty();
    }

    private static String json(String pattern, String more) {
        return pattern.replace("%s", more).replace('\'', '"');
    }

    private static Schema schema(Class<? extends Record> type) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(RecordSchema.of(type), InputFormat.JSON);
    }
}
