package dev.larry.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the port of metrics serves of reports: of runs that are kept, and of nothing else. */
final class EndpointTest {
    @TempDir private Path archive;
    private Endpoint endpoint;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(archive.resolve("secret"), "not for others");
        Files.writeString(Files.createDirectory(archive.resolve("r1")).resolve("run.json"), "{}");
        endpoint =
                Endpoint.serve(
                        0,
                        new Endpoint.Served() {
                            @Override
                            public void checkReady() {}

                            @Override
                            public Samples samples() {
                                return new Samples();
                            }

                            @Override
                            public Optional<Path> report(String run) {
                                return Optional.of(archive.resolve(run).resolve("run.json"))
                                        .filter(Files::exists);
                            }
                        });
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void a_run_s_data_are_served() throws Exception {
        HttpResponse<String> answer = get("r1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2", "", "..", "../secret", "%2e%2e", "..%2fsecret", "r1/run.json"})
    void nothing_else_is(String run) throws Exception {
        assertThat(get(run).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String run) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + endpoint.port()
                                                        + "/reports/"
                                                        + run))
                                .build(),
                        BodyHandlers.ofString());
    }
}
