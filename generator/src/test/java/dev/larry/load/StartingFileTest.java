package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.model.Fleet;
import dev.larry.model.InvalidValueException;
import dev.larry.model.Timeline;
import dev.larry.model.Worker;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code larry init} writes can be read, whatever its name. */
final class StartingFileTest {
    @TempDir private Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod",
                "a",
                "0",
                "12",
                "1e3",
                "0x1f",
                "on",
                "no",
                "null",
                "true",
                "y",
                "a-name-of-thirty-two-characters0",
                "2026-01-01",
                "1-30"
            })
    void itIsReadWithoutAFinding(String name) throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Files.writeString(environments.resolve(name + ".yaml"), StartingFile.text(name));
        Environment environment = new EnvironmentReader(root).read(name);
        assertThat(environment.findings().all()).isEmpty();
        Fleet fleet = environment.fleet().orElseThrow();
        assertThat(fleet.environment()).isEqualTo(name);
        assertThat(fleet.workers()).extracting(Worker::name).containsExactly("hello", "count");
        assertThat(fleet.workers().getLast().after()).isEqualTo(List.of("say-hello"));
        assertThat(Timeline.of(fleet)).isInstanceOf(Timeline.Schedule.class);
        assertThat(environment.assumptions()).isNotEmpty();
        assertThat(new EnvironmentReader(root).names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UPPER",
                "-a",
                "a-",
                "a b",
                "a/b",
                "../a",
                "a.yaml",
                "ä",
                "a\nb",
                "a-name-of-thirty-three-characters"
            })
    void aNameThatNoEnvironmentCanHaveIsRefused(String name) {
        assertThatThrownBy(() -> StartingFile.text(name))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("lower case letters");
    }
}
