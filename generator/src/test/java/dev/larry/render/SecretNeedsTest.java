package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.render.custom.ExternalSecret;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class SecretNeedsTest {
    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void every_secret_that_is_read_is_listed_and_none_else(String environment) {
        Rendered rendered = Rendered.environment(environment);
        assertThat(listed(rendered)).isEqualTo(read(rendered));
    }

    @Test
    void so_it_is_where_everything_is_asked_for(@TempDir Path scratch) {
        Rendered rendered = Rendered.of(scratch, "everything", Rendered.EVERYTHING);
        assertThat(listed(rendered))
                .isEqualTo(read(rendered))
                .contains("larry-dev/git", "larry-system/page-tls");
    }

    @Test
    void every_key_is_asked_of_the_store_once(@TempDir Path scratch) {
        Rendered rendered = Rendered.of(scratch, "everything", Rendered.EVERYTHING);
        Set<String> needed =
                SecretNeeds.of(rendered.fleet()).stream()
                        .map(need -> need.namespace() + "/" + need.secret() + "/" + need.key())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rendered.all(ExternalSecret.class))
                .flatExtracting(secret ->
                        secret.getSpec().data().stream()
                                .map(entry ->
                                        secret.getMetadata().getNamespace()
                                                + "/"
                                                + secret.getMetadata().getName()
                                                + "/"
                                                + entry.secretKey())
                                .toList())
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void without_a_store_no_external_secret_is_rendered() {
        assertThat(Rendered.environment("prod").all(ExternalSecret.class)).isEmpty();
    }

    @Test
    void each_role_logs_in_to_an_own_redis_as_itself() {
        Rendered dev = Rendered.environment("dev");
        assertThat(listed(dev))
                .contains(
                        "larry-dev/larry-redis-coordinator",
                        "larry-dev/larry-redis-worker",
                        "larry-system/larry-redis-meta",
                        "larry-system/larry-redis-observer");
    }

    private static Set<String> listed(Rendered rendered) {
        return SecretNeeds.of(rendered.fleet()).stream()
                .map(need -> need.namespace() + "/" + need.secret())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> read(Rendered rendered) {
        Set<String> read = new TreeSet<>();
        rendered.all(Deployment.class)
                .forEach(it ->
                        pod(
                                read,
                                it.getMetadata().getNamespace(),
                                it.getSpec().getTemplate().getSpec()));
        rendered.all(StatefulSet.class)
                .forEach(it ->
                        pod(
                                read,
                                it.getMetadata().getNamespace(),
                                it.getSpec().getTemplate().getSpec()));
        rendered.all(Job.class)
                .forEach(it ->
                        pod(
                                read,
                                it.getMetadata().getNamespace(),
                                it.getSpec().getTemplate().getSpec()));
        rendered.all(Ingress.class)
                .forEach(ingress ->
                        ingress.getSpec()
                                .getTls()
                                .forEach(tls ->
                                        read.add(
                                                ingress.getMetadata().getNamespace()
                                                        + "/"
                                                        + tls.getSecretName())));
        return read;
    }

    private static void pod(Set<String> read, String namespace, PodSpec pod) {
        pod.getImagePullSecrets().forEach(secret -> read.add(namespace + "/" + secret.getName()));
        for (Volume volume : pod.getVolumes()) {
            if (volume.getSecret() != null) {
                read.add(namespace + "/" + volume.getSecret().getSecretName());
            }
        }
        for (Container container : pod.getContainers()) {
            for (EnvVar variable : container.getEnv()) {
                if (variable.getValueFrom() != null
                        && variable.getValueFrom().getSecretKeyRef() != null) {
                    read.add(namespace + "/" + variable.getValueFrom().getSecretKeyRef().getName());
                }
            }
        }
    }
}
