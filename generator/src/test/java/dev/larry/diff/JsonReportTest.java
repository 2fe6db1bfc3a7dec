package dev.larry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every report of the cases is what the schema promises. */
final class JsonReportTest {
    private static final Path CASES =
            Path.of(
                    Objects.requireNonNull(System.getProperty("larry.root")),
                    "cli/src/test/resources/cases/diff");

    static List<Path> reports() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.resolve("expected.json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void isWhatItsSchemaSays(Path report) throws IOException {
        String schema;
        try (var stream =
                Objects.requireNonNull(
                        JsonReport.class.getResourceAsStream("change-report.schema.json"))) {
            schema = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        Schema judge =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON);
        assertThat(judge.validate(Files.readString(report), InputFormat.JSON)).isEmpty();
    }
}
