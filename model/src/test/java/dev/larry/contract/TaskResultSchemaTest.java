package dev.larry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskResultSchemaTest {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(TaskResultSchema.json(), InputFormat.JSON);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status': 'done'}",
                "{'status': 'failed', 'retry': false, 'summary': 'no such host'}",
                "{'status': 'done', 'summary': null, 'retry': null, 'outputs': null, 'criteria':"
                        + " null}",
                "{'status': 'done', 'outputs': {'report': 'reports/cve.md'}}",
                "{'status': 'done', 'criteria': [{'criterion': 'audit trail', 'met': true,"
                        + " 'evidence': 'a.log'}]}"
            })
    void whatTheSchemaAllowsTheAgentReads(String result) throws Exception {
        String json = result.replace('\'', '"');
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(ContractJson.read(json, TaskResult.class)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "'done'",
                "{'status': 'ok'}",
                "{'status': 'DONE'}",
                "{'state': 'done'}",
                "{'status': 'done', 'summary': 1}",
                "{'status': 'done', 'retry': 'no'}",
                "{'status': 'done', 'outputs': []}",
                "{'status': 'done', 'outputs': {'a': 1}}",
                "{'status': 'done', 'extra': 1}",
                "{'status': 'done', 'criteria': [{'criterion': 'audit trail'}]}",
                "{'status': 'done', 'criteria': [{'criterion': 'a', 'met': 1, 'evidence': 'b'}]}"
            })
    void whatTheSchemaRefusesTheAgentRefuses(String result) {
        String json = result.replace('\'', '"');
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
        assertThat(reads(json)).isFalse();
    }

    private static boolean reads(String json) {
        try {
            ContractJson.read(json, TaskResult.class);
            return true;
        } catch (ContractException e) {
            return false;
        }
    }
}
