package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed schema is that of the records, and agrees with the reader. */
final class EnvironmentSchemaTest {
    private static final Path ENVIRONMENTS = Expected.root().resolve("environments");
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(EnvironmentSchema.json(), InputFormat.JSON);

    static List<Path> environments() throws IOException {
        try (Stream<Path> files = Files.list(ENVIRONMENTS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().endsWith(".exceptions.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theCommittedSchemaIsCurrent() {
        Expected.is(
                ENVIRONMENTS.resolve("environment.schema.json"),
                EnvironmentSchema.json(),
                "EnvironmentSchemaTest");
    }

    @Test
    void itIsASchemaOfItsDraft() {
        Schema draft =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(EnvironmentSchema.json(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentFileNamesItAndSuitsIt(Path file) throws IOException {
        assertThat(Files.readAllLines(file).getFirst())
                .isEqualTo("# yaml-language-server: $schema=environment.schema.json");
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @Test
    void theStartingFileSuitsIt() {
        assertThat(errors(StartingFile.text("on"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "environmnt: prod",
                "budget: { total: 8kk }",
                "budget: { total: -1 }",
                "cluster: { nodes: [ { name: a, capacity: { cpu: 100x } } ] }",
                "cluster: { nodes: [ { name: a, capacity: { memory: 4G8 } } ] }",
                "cluster: { nodes: [ { name: a, role: master } ] }",
                "cluster: { nodes: [ { role: server } ] }",
                "cluster: { nodes: node-1 }",
                "run: { window: 15min }",
                "run: { window: '' }",
                "run: { window: 15 }",
                "redis: { port: 0 }",
                "redis: { port: 65536 }",
                "redis: { podLabels: { 'a b': c } }",
                "redis: { podLabels: { a: 'b c' } }",
                "storage: { accessMode: ReadWriteSometimes }",
                "larrys: { a: b }",
                "larrys: [ { name: UPPER } ]",
                "larrys: [ { name: a, workers: [ { name: b, task: { kind: none } } ] } ]",
                "larrys: [ { name: a, workers: [ { name: b, task: { parameters: { command: [] } }"
                        + " } ] } ]",
                "larrys: [ { name: a, workers: [ { name: b, task: { parameters: { comand: [a] } }"
                        + " } ] } ]",
                "larrys: [ { name: a, workers: [ { name: b, environment: { A: [b] } } ] } ]",
                "defaults: { worker: { tokns: 1 } }",
                "defaults: { worker: { name: a } }",
                "defaults: { wroker: {} }",
                "extends: ../base.yaml",
                "abstract: maybe",
            })
    void whatTheReaderRefusesTheSchemaRefuses(String yaml) {
        assertThat(errors(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "larrys: [ { name: 12, tokens: 8000, coordinator: { nodes: a } } ]",
                "larrys: [ { name: a, workers: [ { name: b, after: c, nodes: [d], image: ~ } ] } ]",
                "larrys: [ { name: a, workers: [ { name: b, environment: { A: 1, B: true, C: x } }"
                        + " ] } ]",
                "larrys: [ { name: a, workers: [ { name: b, task: { id: c, parameters: { command:"
                        + " [sleep, 5] } } } ] } ]",
                "cluster: { nodes: [ { name: a, capacity: { cpu: 2, memory: 1073741824 } } ] }",
                "cluster: { nodes: [ { name: a, capacity: { cpu: 1.5, memory: .5Gi } } ] }",
                "cluster: { nodes: [ { name: a, capacity: { cpu: 1e1, memory: 1E3 } } ] }",
                "redis: ~",
                "defaults: { worker: { timeout: 1h30m } }",
            })
    void whatTheReaderReadsTheSchemaAllows(String yaml) {
        assertThat(errors(yaml)).isEmpty();
    }

    private static List<Error> errors(String yaml) {
        Object value =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
                        .loadFromString(yaml);
        return SCHEMA.validate(new ObjectMapper().valueToTree(value).toString(), InputFormat.JSON);
    }
}
