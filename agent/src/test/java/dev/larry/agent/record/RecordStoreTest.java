package dev.larry.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.agent.record.RecordStore.Stored;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Both stores keep one promise: whoever has not seen the latest change changes nothing. */
class RecordStoreTest {
    @TempDir Path directory;
    private KubernetesMockServer server;

    @BeforeEach
    void start() {
        server =
                new KubernetesMockServer(
                        new Context(),
                        new MockWebServer(),
                        new HashMap<>(),
                        new KubernetesCrudDispatcher(),
                        false);
        server.init();
    }

    @AfterEach
    void stop() {
        server.destroy();
    }

    private RecordStore store(String kind) throws IOException {
        if (kind.equals("files")) {
            return new DirectoryStore(directory.resolve("records"));
        }
        Path token = Files.writeString(directory.resolve("token"), "secret\n");
        ApiServer api =
                new ApiServer(URI.create(server.url("/")), token, null, Duration.ofSeconds(5));
        return new ApiServerStore(
                api, "larry-system", Map.of("app.kubernetes.io/part-of", "larry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "ConfigMaps"})
    void a_record_is_made_once_and_read_back(String kind) throws IOException {
        RecordStore store = store(kind);

        assertThat(store.read("task.r.a")).isEmpty();
        assertThat(store.create("task.r.a", "{\"n\": 1}\n")).isTrue();
        assertThat(store.create("task.r.a", "{\"n\": 2}\n")).isFalse();
        assertThat(store.read("task.r.a").map(Stored::text)).hasValue("{\"n\": 1}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "ConfigMaps"})
    void of_two_who_read_the_same_only_the_first_changes_it(String kind) throws IOException {
        RecordStore store = store(kind);
        store.create("task.r.a", "1");
        Stored first = store.read("task.r.a").orElseThrow();
        Stored second = store.read("task.r.a").orElseThrow();

        assertThat(store.replace("task.r.a", first, "2")).isTrue();
        assertThat(store.replace("task.r.a", second, "3")).isFalse();
        assertThat(store.read("task.r.a").map(Stored::text)).hasValue("2");
    }

    @Test
    void nothing_but_the_record_is_left_in_the_directory() throws IOException {
        RecordStore store = store("files");
        store.create("task.r.a", "1");
        store.replace("task.r.a", store.read("task.r.a").orElseThrow(), "2");

        try (Stream<Path> files = Files.list(directory.resolve("records"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("task.r.a.json", ".task.r.a.lock");
        }
    }

    @Test
    void an_api_server_that_refuses_is_no_permission() throws IOException {
        KubernetesMockServer refusing = new KubernetesMockServer(false);
        refusing.init();
        refusing.expect()
                .get()
                .withPath("/api/v1/namespaces/larry-system/configmaps/a")
                .andReturn(403, "")
                .once();
        try {
            Path token = Files.writeString(directory.resolve("token"), "secret\n");
            ApiServer api =
                    new ApiServer(
                            URI.create(refusing.url("/")), token, null, Duration.ofSeconds(5));
            RecordStore refused = new ApiServerStore(api, "larry-system", Map.of());

            assertThatThrownBy(() -> refused.read("a"))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            e -> assertThat(e.code()).isEqualTo(ExitCode.NO_PERMISSION))
                    .hasMessageContaining("refused (403)");
        } finally {
            refusing.destroy();
        }
    }
}
