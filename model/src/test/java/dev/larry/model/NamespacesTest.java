package dev.larry.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class NamespacesTest {
    @Test
    void a_larry_cannot_have_argo_cds_namespace() {
        assertThatThrownBy(() -> Samples.fleet(Samples.larry("argocd")))
                .hasMessageContaining("argocd");
    }

    @Test
    void a_worker_gets_no_access_to_argo_cds_namespace() {
        Worker plain = Samples.worker("scan", 1, 2);
        Worker reader =
                new Worker(
                        plain.name(),
                        plain.does(),
                        plain.task(),
                        plain.tokens(),
                        plain.expected(),
                        plain.timeout(),
                        plain.after(),
                        plain.nodes(),
                        plain.image(),
                        plain.resources(),
                        Map.of(),
                        List.of(),
                        List.of(
                                new Access(
                                        List.of(""),
                                        List.of("pods"),
                                        List.of("list"),
                                        List.of("argocd"),
                                        List.of(),
                                        "to look")),
                        List.of());
        assertThatThrownBy(() -> Samples.fleet(Samples.larry("larry-01", reader)))
                .hasMessageContaining("argocd");
    }

    @Test
    void redis_has_a_namespace_of_its_own() {
        assertThatThrownBy(() -> Samples.fleet(Samples.larry("redis-ha")))
                .hasMessageContaining("redis-ha");
    }

    @Test
    void an_own_redis_has_no_tls_and_two_replicas() {
        assertThatThrownBy(() -> own("larry-redis", true, 1)).hasMessageContaining("without TLS");
        assertThatThrownBy(() -> own("larry-redis", false, 3)).hasMessageContaining("two replicas");
    }

    private static Redis own(String namespace, boolean tls, int acknowledgements) {
        return new Redis(
                namespace,
                "redis",
                Optional.of("mymaster"),
                new Port(6379),
                new Port(26379),
                tls,
                Map.of(),
                "larry-redis",
                acknowledgements,
                Optional.of(
                        new Redis.Own(
                                "redis:7",
                                Bytes.parse("1Gi"),
                                Samples.resources("1", "1Gi", "1", "1Gi"),
                                Samples.resources("1", "1Gi", "1", "1Gi"),
                                Bytes.parse("256Mi"))));
    }
}
