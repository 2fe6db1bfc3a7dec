package dev.larry.render;

import dev.larry.model.Fleet;
import dev.larry.model.Redis;
import dev.larry.model.Resources;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A Redis of the environment's own, where it asks for one: three pods, each with a Redis and a
 * Sentinel, so that any one may go. Source: Redis documentation, "High availability with Redis
 * Sentinel" and "Redis persistence".
 */
final class OwnRedisComponent implements Component {
    private static final String COMPONENT = "redis";
    private static final String ORIGIN = "redis.own";

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        Redis redis = fleet.redis();
        redis.own()
                .ifPresent(own -> {
                    Consumer<HasMetadata> objects =
                            object -> out.accept(new Manifest(App.PLATFORM, object, ORIGIN));
                    render(fleet, redis, own, objects);
                });
    }

    private static void render(Fleet fleet, Redis redis, Redis.Own own, Consumer<HasMetadata> out) {
        String namespace = redis.namespace();
        String name = redis.service();
        Map<String, String> labels = labels(fleet);
        Map<String, String> files = RedisFiles.of(redis, own);
        out.accept(NamespaceComponent.namespace(fleet, namespace));
        out.accept(
                new ServiceAccountBuilder()
                        .withMetadata(Metadata.in(namespace, name, Metadata.ACCESS).build())
                        .withAutomountServiceAccountToken(false)
                        .build());
        out.accept(
                new ResourceQuotaBuilder()
                        .withMetadata(Metadata.in(namespace, name, Metadata.ACCESS).build())
                        .withNewSpec()
                        .withHard(quota(own))
                        .endSpec()
                        .build());
        out.accept(
                new PodDisruptionBudgetBuilder()
                        .withMetadata(Metadata.in(namespace, name, Metadata.ACCESS).build())
                        .withNewSpec()
                        .withNewMaxUnavailable(1)
                        .withNewSelector()
                        .withMatchLabels(labels)
                        .endSelector()
                        .endSpec()
                        .build());
        RedisNetwork.policies(fleet, labels).forEach(out);
        out.accept(
                new ConfigMapBuilder()
                        .withMetadata(Metadata.in(namespace, name, Metadata.CONFIGURATION).build())
                        .withData(files)
                        .build());
        out.accept(service(redis, name, labels, false));
        out.accept(service(redis, RedisPods.peers(redis), labels, true));
        out.accept(pods(fleet, own, new RedisPods(fleet, redis, own, labels, files)));
    }

    /**
     * What the pods carry and everything selects by: Larry's labels, and those the environment
     * promises.
     */
    private static Map<String, String> labels(Fleet fleet) {
        Map<String, String> labels =
                new TreeMap<>(Labels.component(COMPONENT, fleet.environment()));
        labels.putAll(fleet.redis().podLabels());
        return labels;
    }

    private static Map<String, Quantity> quota(Redis.Own own) {
        Resources pod = own.resources().plus(own.sentinelResources());
        Map<String, Quantity> hard = new TreeMap<>();
        hard.put("requests.cpu", Quantities.of(pod.requests().cpu().times(RedisPods.COUNT)));
        hard.put("requests.memory", Quantities.of(pod.requests().memory().times(RedisPods.COUNT)));
        hard.put("limits.cpu", Quantities.of(pod.limits().cpu().times(RedisPods.COUNT)));
        hard.put("limits.memory", Quantities.of(pod.limits().memory().times(RedisPods.COUNT)));
        hard.put("requests.storage", Quantities.of(own.size().times(RedisPods.COUNT)));
        return hard;
    }

    /**
     * The Service that agents ask, or the one without an address that names the pods. The latter
     * also lists pods that are not ready: they find one another while they start.
     */
    private static Service service(
            Redis redis, String name, Map<String, String> labels, boolean peers) {
        return new ServiceBuilder()
                .withMetadata(Metadata.in(redis.namespace(), name, Metadata.SERVERS).build())
                .withNewSpec()
                .withClusterIP(peers ? "None" : null)
                .withPublishNotReadyAddresses(peers ? Boolean.TRUE : null)
                .withSelector(labels)
                .addNewPort()
                .withName(RedisPods.PORT)
                .withProtocol("TCP")
                .withPort(redis.port().number())
                .withNewTargetPort(RedisPods.PORT)
                .endPort()
                .addNewPort()
                .withName(RedisPods.SENTINEL_PORT)
                .withProtocol("TCP")
                .withPort(redis.sentinelPort().number())
                .withNewTargetPort(RedisPods.SENTINEL_PORT)
                .endPort()
                .endSpec()
                .build();
    }

    private static StatefulSet pods(Fleet fleet, Redis.Own own, RedisPods pods) {
        Redis redis = fleet.redis();
        return new StatefulSetBuilder()
                .withMetadata(
                        Metadata.in(redis.namespace(), redis.service(), Metadata.SERVERS).build())
                .withNewSpec()
                .withServiceName(RedisPods.peers(redis))
                .withReplicas(RedisPods.COUNT)
                // All at once: the first is ready only when the Sentinels know one another.
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .endUpdateStrategy()
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted("Retain")
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withNewSelector()
                .withMatchLabels(pods.labels())
                .endSelector()
                .withTemplate(pods.template())
                .withVolumeClaimTemplates(claim(fleet, own))
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim(Fleet fleet, Redis.Own own) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(RedisPods.DATA)
                .withLabels(Labels.common())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(fleet.storage().storageClass())
                // Written out because the API server would add it, and Argo CD see a difference for
                // ever.
                .withVolumeMode("Filesystem")
                .withNewResources()
                .addToRequests("storage", Quantities.of(own.size()))
                .endResources()
                .endSpec()
                .build();
    }
}
