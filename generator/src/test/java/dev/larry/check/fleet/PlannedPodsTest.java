package dev.larry.check.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.load.EnvironmentReader;
import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.Fleet;
import dev.larry.model.MilliCpu;
import dev.larry.model.PlannedPod;
import dev.larry.render.FleetRenderer;
import dev.larry.testing.Fleets;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The pods that fit and totals count are those that Kubernetes makes of the rendered objects. */
final class PlannedPodsTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    static List<String> names() throws IOException {
        return new EnvironmentReader(ROOT).names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPodOfAnEnvironmentIsCountedAsKubernetesDoes(String name) {
        agrees(new EnvironmentReader(ROOT).read(name).fleet().orElseThrow());
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void everyPodOfAnyFleetIsCountedAsKubernetesDoes(@ForAll("fleets") Fleet fleet) {
        agrees(fleet);
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }

    private static void agrees(Fleet fleet) {
        List<String> rendered = new ArrayList<>();
        FleetRenderer.render(fleet, manifest -> add(manifest.object(), rendered));
        assertThat(rendered)
                .containsExactlyInAnyOrderElementsOf(
                        PlannedPod.of(fleet).stream()
                                .map(pod ->
                                        pod.namespace()
                                                + " "
                                                + pod.resources().requests()
                                                + " "
                                                + pod.resources().limits())
                                .toList());
    }

    private static void add(HasMetadata object, List<String> pods) {
        switch (object) {
            case Deployment deployment -> {
                assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
                add(
                        object,
                        deployment.getSpec().getReplicas(),
                        deployment.getSpec().getTemplate().getSpec(),
                        pods);
            }
            case StatefulSet set ->
                    add(
                            object,
                            set.getSpec().getReplicas(),
                            set.getSpec().getTemplate().getSpec(),
                            pods);
            case Job job -> {
                assertThat(job.getSpec().getParallelism()).isIn(null, 1);
                add(object, 1, job.getSpec().getTemplate().getSpec(), pods);
            }
            default -> {}
        }
    }

    private static void add(HasMetadata object, int replicas, PodSpec spec, List<String> pods) {
        String pod =
                object.getMetadata().getNamespace()
                        + " "
                        + amount(spec, true)
                        + " "
                        + amount(spec, false);
        for (int i = 0; i < replicas; i++) {
            pods.add(pod);
        }
    }

    /** Containers together, or the largest init container where that is more. */
    private static Amount amount(PodSpec spec, boolean requests) {
        long cpu = 0;
        long memory = 0;
        for (Container each : spec.getContainers()) {
            cpu += cpu(each, requests);
            memory += memory(each, requests);
        }
        for (Container each : spec.getInitContainers()) {
            assertThat(each.getRestartPolicy()).isNull();
            cpu = Math.max(cpu, cpu(each, requests));
            memory = Math.max(memory, memory(each, requests));
        }
        return new Amount(new MilliCpu(cpu), new Bytes(memory));
    }

    private static long cpu(Container container, boolean requests) {
        return MilliCpu.parse(quantity(container, requests, "cpu").toString()).value();
    }

    private static long memory(Container container, boolean requests) {
        return Bytes.parse(quantity(container, requests, "memory").toString()).value();
    }

    private static Quantity quantity(Container container, boolean requests, String name) {
        return Objects.requireNonNull(
                (requests
                                ? container.getResources().getRequests()
                                : container.getResources().getLimits())
                        .get(name));
    }
}
