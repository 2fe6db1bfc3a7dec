package dev.larry.render;

import dev.larry.contract.Paths;
import dev.larry.contract.Ports;
import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.Fleet;
import dev.larry.model.MilliCpu;
import dev.larry.model.Resources;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pod that an agent runs in: restricted, pinned, with settings, credentials, scratch space and,
 * where the image is not the agent's own, the agent's runtime copied in by an init container.
 *
 * @param role the agent's first argument and the container's name
 * @param image none: the agent's own image
 * @param documents what it reads at its start
 * @param claim the PersistentVolumeClaim mounted at {@code claimAt}
 * @param server whether it serves until told to stop, so that it is probed
 * @param tokens whether it spends LLM tokens
 */
record AgentPod(
        Fleet fleet,
        String role,
        String account,
        Optional<String> image,
        List<String> nodes,
        Resources resources,
        PodDocuments documents,
        String claim,
        String claimAt,
        boolean server,
        boolean tokens,
        List<EnvVar> environment,
        Map<String, String> labels) {
    private static final Resources RUNTIME =
            new Resources(
                    new Amount(MilliCpu.parse("50m"), Bytes.parse("32Mi")),
                    new Amount(MilliCpu.parse("500m"), Bytes.parse("128Mi")));

    /**
     * What copying the runtime may take: never more than the container itself, so that totals are
     * the container's.
     */
    static Resources runtimeResources(Resources container) {
        return new Resources(
                least(RUNTIME.requests(), container.requests()),
                least(RUNTIME.limits(), container.limits()));
    }

    private static Amount least(Amount a, Amount b) {
        return new Amount(
                a.cpu().compareTo(b.cpu()) <= 0 ? a.cpu() : b.cpu(),
                a.memory().compareTo(b.memory()) <= 0 ? a.memory() : b.memory());
    }

    /**
     * The pod template; a change of the settings changes it, for pods read them once. What is large
     * is set, not built: a builder copies whatever it is given.
     */
    PodTemplateSpec template() {
        PodTemplateSpec template = new PodTemplateSpec();
        template.setMetadata(
                new ObjectMetaBuilder()
                        .withLabels(labels)
                        .addToAnnotations("larry.dev/settings-sha256", documents.hash())
                        .build());
        template.setSpec(spec());
        return template;
    }

    private PodSpec spec() {
        PodSpec spec =
                new PodSpecBuilder()
                        .withServiceAccountName(account)
                        .withAutomountServiceAccountToken(true)
                        .withEnableServiceLinks(false)
                        .withPriorityClassName(
                                server ? Priorities.servers(fleet) : Priorities.workers(fleet))
                        .withSecurityContext(Restricted.pod(fleet.security()))
                        .withImagePullSecrets(
                                fleet.images().pullSecrets().stream()
                                        .map(LocalObjectReference::new)
                                        .toList())
                        .withAffinity(Placements.affinity(nodes))
                        .withTolerations(Placements.tolerations(fleet.cluster(), nodes))
                        .withTerminationGracePeriodSeconds(60L)
                        .withRestartPolicy(server ? null : "Never")
                        .build();
        spec.setInitContainers(image.isPresent() ? List.of(install()) : List.of());
        spec.setContainers(List.of(container()));
        spec.setVolumes(
                AgentVolumes.volumes(
                        RedisUser.named(role).secret(fleet.redis()),
                        documents.volume("config", account),
                        claim,
                        image.isPresent()));
        return spec;
    }

    private Container install() {
        return new ContainerBuilder()
                .withName("agent-runtime")
                .withImage(fleet.images().full(fleet.images().agent()))
                .withImagePullPolicy(fleet.images().pullPolicy().text())
                .withCommand(Paths.IMAGE_RUNTIME + "/bin/larry-agent", "install", Paths.RUNTIME)
                .withResources(Quantities.of(runtimeResources(resources)))
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(AgentVolumes.runtime(false), AgentVolumes.tmp())
                .build();
    }

    private Container container() {
        ContainerBuilder container =
                new ContainerBuilder()
                        .withName(role)
                        .withImage(fleet.images().full(image.orElse(fleet.images().agent())))
                        .withImagePullPolicy(fleet.images().pullPolicy().text())
                        .withCommand(
                                image.isPresent()
                                        ? Paths.AGENT
                                        : Paths.IMAGE_RUNTIME + "/bin/larry-agent",
                                role)
                        .withEnv(environment)
                        .withResources(Quantities.of(resources))
                        .withSecurityContext(Restricted.container())
                        .withVolumeMounts(AgentVolumes.mounts(claimAt, image.isPresent()))
                        .withPorts(port(Ports.METRICS_NAME, Ports.METRICS));
        if (role.equals(ObjectNames.OBSERVER)) {
            container.addToPorts(port(Ports.PAGE_NAME, Ports.PAGE));
        }
        if (tokens) {
            fleet.llm().ifPresent(llm -> container.addAllToEnv(LlmVariables.of(llm)));
        }
        if (server) {
            Probes.add(container);
        }
        return container.build();
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(number)
                .withProtocol("TCP")
                .build();
    }
}
