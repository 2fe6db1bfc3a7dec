package dev.larry.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.faults.Setup.Variant;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;

/** The checker finds nothing where all is right, and each seeded wrong. */
class CheckerIT {
    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(names = {"RIGHT", "TWICE", "SKEWED"})
    void nothing_is_found_where_all_is_right(Variant variant) throws Exception {
        Judgement judgement = run(variant);

        assertThat(judgement.troubles()).isEmpty();
        assertThat(judgement.ended()).isTrue();
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.history()).hasSizeGreaterThan(250);
    }

    @ParameterizedTest
    @CsvSource({
        "COMMITS_THOUGH_REFUSED, I1",
        "COMMITS_UNDER_ANY_FENCE, I2",
        "FORGETS_TASKS, I3",
        "DRAWS_THOUGH_REFUSED, I4",
        "OPENS_EARLY, I5",
        "LOSES_EVENTS, I6",
        "ACKNOWLEDGES_EARLY, I7"
    })
    void each_seeded_wrong_is_found(Variant variant, String invariant) throws Exception {
        Judgement judgement = run(variant);

        assertThat(judgement.violated(invariant))
                .as(judgement.violations().toString())
                .isPositive();
    }

    private Judgement run(Variant variant) throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                Scenario scenario =
                        new Scenario(
                                new Setup(
                                        ProtocolRun.at(redis.endpoint()),
                                        directory.toString(),
                                        30,
                                        600,
                                        20,
                                        3,
                                        variant),
                                // Who forgets a task has nobody to end it.
                                variant == Variant.FORGETS_TASKS
                                        ? new Patience(Duration.ofSeconds(8))
                                        : Patience.USUAL)) {
            return scenario.led().threads(4).end();
        }
    }
}
