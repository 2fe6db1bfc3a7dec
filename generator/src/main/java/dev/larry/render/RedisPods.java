package dev.larry.render;

import dev.larry.contract.Names;
import dev.larry.model.Fleet;
import dev.larry.model.PlannedPod;
import dev.larry.model.Redis;
import dev.larry.model.Resources;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pods of a Redis that Larry renders: a Redis and a Sentinel each. */
record RedisPods(
        Fleet fleet,
        Redis redis,
        Redis.Own own,
        Map<String, String> labels,
        Map<String, String> files) {
    static final int COUNT = PlannedPod.REDIS_PODS;
    static final String DATA = "data";
    static final String PORT = "redis";
    static final String SENTINEL_PORT = "sentinel";

    /** Changes with the files, so that pods start anew with them. */
    static final String CONFIGURATION_HASH = "larry.dev/config-hash";

    private static final String CONFIG_DIR = "/redis/config";
    private static final String SECRET_DIR = "/redis/secret";
    private static final String RUN_DIR = "/redis/run";
    private static final String DATA_DIR = "/redis/data";
    private static final String HOSTNAME = "kubernetes.io/hostname";

    RedisPods {
        labels = Map.copyOf(labels);
        files = Map.copyOf(files);
    }

    /** The Service that gives each pod its name. */
    static String peers(Redis redis) {
        return Names.within(Names.LABEL, redis.service() + "-pods");
    }

    /** The name of each pod, pod 0 first. */
    static List<String> hosts(Fleet fleet) {
        Redis redis = fleet.redis();
        return IntStream.range(0, COUNT)
                .mapToObj(pod -> host(fleet, redis.service() + "-" + pod))
                .toList();
    }

    private static String host(Fleet fleet, String pod) {
        Redis redis = fleet.redis();
        return pod
                + "."
                + peers(redis)
                + "."
                + redis.namespace()
                + ".svc."
                + fleet.cluster().domain();
    }

    PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .addToAnnotations(
                        CONFIGURATION_HASH,
                        Names.hash8(
                                files.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(file -> file.getKey() + "\n" + file.getValue())
                                        .collect(Collectors.joining("\n"))))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(redis.service())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(30L)
                .withPriorityClassName(Priorities.servers(fleet))
                .withSecurityContext(Restricted.pod(fleet.security()))
                .withImagePullSecrets(
                        pullSecrets().stream().map(LocalObjectReference::new).toList())
                .withAffinity(apart())
                .withContainers(server(), sentinel())
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName(redis.service())
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("secret")
                .withNewSecret()
                .withSecretName(RedisUser.serverSecret(redis))
                // The files belong to root and the pod's group.
                .withDefaultMode(0440)
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("redis-run")
                // Holds passwords: in memory only.
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity("1Mi"))
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("sentinel-run")
                // What a Sentinel has learnt must outlive a reboot of the node, so not in memory.
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("16Mi"))
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();
    }

    /** Needed only where the image comes from the fleet's own registry. */
    private List<String> pullSecrets() {
        return own.image().startsWith(fleet.images().prefix() + "/")
                ? fleet.images().pullSecrets()
                : List.of();
    }

    private Container server() {
        int port = redis.port().number();
        return container("redis", RedisFiles.START_REDIS, own.resources(), PORT, port)
                .addToEnv(variable("REDIS_DATA", DATA_DIR), variable("REDIS_EMPTY_SECONDS", "60"))
                .addToVolumeMounts(mount(DATA, DATA_DIR, false), mount("redis-run", RUN_DIR, false))
                // Time to wait for an election and to read a large append-only file.
                .withStartupProbe(probe("alive", port, 5, 60))
                // A network volume may stall for 90 seconds while it fails over.
                .withLivenessProbe(probe("alive", port, 15, 8))
                .withReadinessProbe(probe("ready", port, 5, 2))
                .build();
    }

    private Container sentinel() {
        int port = redis.sentinelPort().number();
        return container(
                        "sentinel",
                        RedisFiles.START_SENTINEL,
                        own.sentinelResources(),
                        SENTINEL_PORT,
                        port)
                .addToVolumeMounts(mount("sentinel-run", RUN_DIR, false))
                .withStartupProbe(probe("alive", port, 5, 24))
                .withLivenessProbe(probe("alive", port, 15, 4))
                .withReadinessProbe(probe("ready", port, 5, 2))
                .build();
    }

    private ContainerBuilder container(
            String name, String script, Resources resources, String portName, int port) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(own.image())
                .withImagePullPolicy(fleet.images().pullPolicy().text())
                .withCommand("/bin/sh", CONFIG_DIR + "/" + script)
                .withEnv(environment())
                .addNewPort()
                .withName(portName)
                .withContainerPort(port)
                .withProtocol("TCP")
                .endPort()
                .withResources(Quantities.of(resources))
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(
                        mount("config", CONFIG_DIR, true), mount("secret", SECRET_DIR, true));
    }

    private EnvVar[] environment() {
        EnvVar pod =
                new EnvVarBuilder()
                        .withName("POD_NAME")
                        .withNewValueFrom()
                        .withNewFieldRef()
                        .withApiVersion("v1")
                        .withFieldPath("metadata.name")
                        .endFieldRef()
                        .endValueFrom()
                        .build();
        return new EnvVar[] {
            pod,
            variable("REDIS_CONFIG", CONFIG_DIR),
            variable("REDIS_HOSTS", String.join(" ", hosts(fleet))),
            variable("REDIS_MASTER", redis.master().orElseThrow()),
            variable("REDIS_PORT", redis.port().toString()),
            variable("REDIS_RUN", RUN_DIR),
            variable("REDIS_SECRET", SECRET_DIR),
            variable("REDIS_SELF", host(fleet, "$(POD_NAME)")),
            variable("REDIS_SENTINEL_PORT", redis.sentinelPort().toString()),
        };
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? Boolean.TRUE : null)
                .build();
    }

    private static Probe probe(String question, int port, int period, int failures) {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand(
                        "/bin/sh",
                        CONFIG_DIR + "/" + RedisFiles.PROBE,
                        question,
                        Integer.toString(port))
                .endExec()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }

    /** On different nodes; preferred, so that a small cluster still runs all three. */
    private Affinity apart() {
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPodAffinityTerm()
                .withTopologyKey(HOSTNAME)
                .withNewLabelSelector()
                .withMatchLabels(labels)
                .endLabelSelector()
                .endPodAffinityTerm()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }
}
