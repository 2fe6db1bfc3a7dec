package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Paths lead back to what they were made from. */
final class YamlPathTest {
    @Test
    void aPathReadsAsPeopleWouldWriteIt() {
        assertThat(YamlPath.key(YamlPath.key("", "larrys") + "[larry-01]", "tokens"))
                .isEqualTo("larrys[larry-01].tokens");
        assertThat(YamlPath.key("redis.podLabels", "app.kubernetes.io/name"))
                .isEqualTo("redis.podLabels[\"app.kubernetes.io/name\"]");
        assertThat(YamlPath.steps("larrys[larry-01].workers[a.b].task[\"x.y\"][2]"))
                .containsExactly("larrys", "larry-01", "workers", "a.b", "task", "x.y", "2");
    }

    @Property
    void everyKeyIsAStep(@ForAll @Size(min = 1, max = 5) List<String> keys) {
        String path = "";
        for (String key : keys) {
            path = YamlPath.key(path, key);
        }
        assertThat(YamlPath.steps(path)).isEqualTo(keys);
    }

    @Property
    void anyTextHasSteps(@ForAll String text) {
        assertThatCode(() -> YamlPath.steps(text)).doesNotThrowAnyException();
    }
}
