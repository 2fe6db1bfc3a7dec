package dev.larry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.contract.AgentSettings.RedisSettings;

import org.junit.jupiter.api.Test;

import java.util.List;

final class ContractJsonTest {
    @Test
    void whatIsAbsentReadsBackAsAbsent() throws Exception {
        RedisSettings settings = new RedisSettings(null, List.of("redis:6379"), null, null, 0);
        assertThat(ContractJson.document(settings)).doesNotContain("master");
        assertThat(ContractJson.read(ContractJson.document(settings), RedisSettings.class))
                .isEqualTo(settings);
    }

    @Test
    void whatMustBeThereIsMissedByName() {
        assertThatThrownBy(
                        () -> ContractJson.read("{\"acknowledgements\": 0}", RedisSettings.class))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("'endpoints'");
    }

    @Test
    void anUnknownMemberIsRefusedByName() {
        assertThatThrownBy(() ->
                        ContractJson.read(
                                "{\"endpoints\": [], \"acknowledgements\": 0, \"slave\": 1}",
                                RedisSettings.class))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("\"slave\"");
    }

    @Test
    void aMemberTwiceIsRefused() {
        assertThatThrownBy(() ->
                        ContractJson.read(
                                "{\"endpoints\": [], \"endpoints\": [], \"acknowledgements\": 0}",
                                RedisSettings.class))
                .isInstanceOf(ContractException.class);
    }
}
