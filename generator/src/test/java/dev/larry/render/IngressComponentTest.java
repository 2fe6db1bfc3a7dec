package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class IngressComponentTest {
    @Test
    void the_page_is_reached_through_the_observers_named_port(@TempDir Path scratch) {
        Rendered rendered = Rendered.of(scratch, "everything", Rendered.EVERYTHING);
        assertThat(rendered.all(Ingress.class))
                .singleElement()
                .satisfies(ingress -> {
                    IngressServiceBackend backend =
                            ingress.getSpec()
                                    .getRules()
                                    .getFirst()
                                    .getHttp()
                                    .getPaths()
                                    .getFirst()
                                    .getBackend()
                                    .getService();
                    assertThat(rendered.in(ingress.getMetadata().getNamespace(), Service.class))
                            .filteredOn(service ->
                                    service.getMetadata().getName().equals(backend.getName()))
                            .singleElement()
                            .satisfies(service ->
                                    assertThat(service.getSpec().getPorts())
                                            .anyMatch(port ->
                                                    port.getName()
                                                            .equals(backend.getPort().getName())));
                });
    }
}
