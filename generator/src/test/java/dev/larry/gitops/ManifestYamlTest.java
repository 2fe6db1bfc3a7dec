package dev.larry.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.render.App;
import dev.larry.render.Document;
import dev.larry.render.Manifest;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

class ManifestYamlTest {
    @Test
    void a_manifest_says_where_it_comes_from_and_keeps_empty_members_that_mean_something() {
        HasMetadata policy =
                new NetworkPolicyBuilder()
                        .withNewMetadata()
                        .withName("default-deny")
                        .withNamespace("larry-01")
                        .endMetadata()
                        .withNewSpec()
                        .withNewPodSelector()
                        .endPodSelector()
                        .withPolicyTypes("Ingress", "Egress")
                        .addNewEgress()
                        .addNewTo()
                        .withNewNamespaceSelector()
                        .endNamespaceSelector()
                        .endTo()
                        .endEgress()
                        .endSpec()
                        .build();

        RenderedFile file = file(policy, "larrys[larry-01]");

        assertThat(file.path()).isEqualTo("run/larry-01/networkpolicy-default-deny.yaml");
        assertThat(file.identity())
                .isEqualTo("networking.k8s.io/NetworkPolicy larry-01/default-deny");
        assertThat(file.app()).isEqualTo("run");
        assertThat(file.origin()).isEqualTo("larrys[larry-01]");
        assertThat(text(file))
                .isEqualTo(
                        """
                        # Rendered by larry from environments/prod.yaml, larrys[larry-01]; do not edit.
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata:
                          name: default-deny
                          namespace: larry-01
                        spec:
                          egress:
                          - to:
                            - namespaceSelector: {}
                          podSelector: {}
                          policyTypes:
                          - Ingress
                          - Egress
                        """);
    }

    @Test
    void a_job_keeps_the_order_of_its_lists_and_has_its_quantities_quoted_only_where_needed() {
        HasMetadata job =
                new JobBuilder()
                        .withNewMetadata()
                        .withName("cleanup")
                        .withNamespace("larry-01")
                        .addToAnnotations("argocd.argoproj.io/sync-wave", "20")
                        .endMetadata()
                        .withNewSpec()
                        .withBackoffLimit(2)
                        .withNewTemplate()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("worker")
                        .withArgs("--run", "-c", "echo 'a: b'\nexit 0\n", "on")
                        .withNewResources()
                        .addToRequests("memory", quantity("2Gi"))
                        .addToRequests("cpu", quantity("1"))
                        .endResources()
                        .endContainer()
                        .addNewVolume()
                        .withName("tmp")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .withNewStatus()
                        .endStatus()
                        .build();

        assertThat(text(file(job, "")))
                .isEqualTo(
                        """
                        # Rendered by larry from environments/prod.yaml; do not edit.
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          annotations:
                            argocd.argoproj.io/sync-wave: "20"
                          name: cleanup
                          namespace: larry-01
                        spec:
                          backoffLimit: 2
                          template:
                            spec:
                              containers:
                              - args:
                                - --run
                                - -c
                                - |
                                  echo 'a: b'
                                  exit 0
                                - "on"
                                name: worker
                                resources:
                                  requests:
                                    cpu: "1"
                                    memory: 2Gi
                              volumes:
                              - emptyDir: {}
                                name: tmp
                        """);
    }

    @Test
    void an_object_of_a_foreign_kind_is_written_from_its_maps() {
        GenericKubernetesResource application = new GenericKubernetesResource();
        application.setApiVersion("argoproj.io/v1alpha1");
        application.setKind("Application");
        application.setMetadata(
                new ObjectMetaBuilder()
                        .withName("prod-run")
                        .withCreationTimestamp("2024-01-01T00:00:00Z")
                        .build());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("syncPolicy", Map.of("automated", Map.of("prune", true), "retry", Map.of()));
        spec.put("project", "larry-prod");
        application.setAdditionalProperty("spec", spec);
        application.setAdditionalProperty("status", Map.of("sync", "Unknown"));

        assertThat(text(file(application, "argo")))
                .isEqualTo(
                        """
                        # Rendered by larry from environments/prod.yaml, argo; do not edit.
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        metadata:
                          name: prod-run
                        spec:
                          project: larry-prod
                          syncPolicy:
                            automated:
                              prune: true
                            retry: {}
                        """);
    }

    @Test
    void a_name_with_a_line_feed_cannot_break_out_of_the_comment() {
        HasMetadata map =
                new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build();

        assertThat(text(file(map, "larrys[a\nkind: Secret]")).lines().toList())
                .first()
                .isEqualTo(
                        "# Rendered by larry from environments/prod.yaml,"
                                + " larrys[a?kind: Secret]; do not edit.");
    }

    @Test
    void a_text_is_written_as_it_is_and_listed_with_what_no_application_syncs() {
        RenderedFile file = ManifestYaml.file(new Document("PLAN.md", "# Plan\u00e9\n"));

        assertThat(file.app()).isEqualTo("_bootstrap");
        assertThat(file.identity()).isEmpty();
        assertThat(file.bytes()).isEqualTo("# Plan\u00e9\n".getBytes(StandardCharsets.UTF_8));
    }

    private static io.fabric8.kubernetes.api.model.Quantity quantity(String text) {
        return new io.fabric8.kubernetes.api.model.Quantity(text);
    }

    private static RenderedFile file(HasMetadata object, String origin) {
        return ManifestYaml.file(new Manifest(App.RUN, object, origin), "environments/prod.yaml");
    }

    private static String text(RenderedFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }
}
