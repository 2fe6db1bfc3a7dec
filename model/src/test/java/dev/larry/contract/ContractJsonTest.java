package dev.larry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.contract.AgentSettings.RedisSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractJsonTest {
    @Test
    void what_is_written_without_a_nullable_member_is_read_back() throws Exception {
        RedisSettings single = new RedisSettings(null, List.of("redis:6379"), null, null, 1);
        String json = ContractJson.document(single);

        assertThat(json).doesNotContain("master", "credentials", "ca");
        assertThat(ContractJson.read(json, RedisSettings.class)).isEqualTo(single);
    }

    @Test
    void a_missing_member_that_is_not_nullable_is_named() {
        assertThatThrownBy(() -> ContractJson.read("{\"acknowledgements\": 1}", RedisSettings.class))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("'endpoints'");
        assertThatThrownBy(() -> ContractJson.read("{\"endpoints\": []}", RedisSettings.class))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("'acknowledgements'");
    }

    @Test
    void a_task_record_that_is_open_is_read_back() throws Exception {
        TaskRecordDocument open = TaskRecordDocument.open("run-1", "cleanup");

        assertThat(ContractJson.read(ContractJson.document(open), TaskRecordDocument.class)).isEqualTo(open);
    }
}
