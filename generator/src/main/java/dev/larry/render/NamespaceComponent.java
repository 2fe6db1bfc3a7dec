package dev.larry.render;

import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Resources;
import dev.larry.model.Shared;

import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Namespaces at Pod Security level restricted, and what all of a namespace's pods together may use.
 * Source: Kubernetes documentation, "Enforce Pod Security Standards with Namespace Labels" and
 * "Resource Quotas".
 */
final class NamespaceComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            String origin = Origins.larry(larry);
            List<Resources> pods = new ArrayList<>(List.of(larry.coordinator().resources()));
            larry.workers().forEach(worker -> pods.add(worker.resources()));
            render(fleet, larry.namespace(), pods, larry.volume().size(), origin, out);
        }
        Shared system = fleet.system();
        render(
                fleet,
                system.namespace(),
                List.of(system.meta().resources(), system.observer().resources()),
                system.archive().size(),
                "system",
                out);
    }

    private static void render(
            Fleet fleet,
            String name,
            List<Resources> pods,
            Bytes storage,
            String origin,
            Consumer<Manifest> out) {
        out.accept(new Manifest(App.PLATFORM, namespace(fleet, name), origin));
        Resources sum = pods.stream().reduce(Resources.ZERO, Resources::plus);
        out.accept(
                new Manifest(
                        App.PLATFORM,
                        new ResourceQuotaBuilder()
                                .withMetadata(
                                        Metadata.in(name, "compute-and-storage", Metadata.ACCESS)
                                                .build())
                                .withNewSpec()
                                .addToHard("requests.cpu", Quantities.of(sum.requests().cpu()))
                                .addToHard(
                                        "requests.memory", Quantities.of(sum.requests().memory()))
                                .addToHard("limits.cpu", Quantities.of(sum.limits().cpu()))
                                .addToHard("limits.memory", Quantities.of(sum.limits().memory()))
                                .addToHard("requests.storage", Quantities.of(storage))
                                .endSpec()
                                .build(),
                        origin));
        Amount greatest = pods.stream().map(Resources::limits).reduce(Amount.ZERO, Amount::max);
        Resources given = AgentPod.runtimeResources(new Resources(greatest, greatest));
        out.accept(
                new Manifest(
                        App.PLATFORM,
                        new LimitRangeBuilder()
                                .withMetadata(
                                        Metadata.in(name, "containers-and-claims", Metadata.ACCESS)
                                                .build())
                                .withNewSpec()
                                .addNewLimit()
                                .withType("Container")
                                .withMax(Quantities.of(greatest))
                                .withDefault(Quantities.of(given.limits()))
                                .withDefaultRequest(Quantities.of(given.requests()))
                                .endLimit()
                                .addNewLimit()
                                .withType("PersistentVolumeClaim")
                                .addToMax("storage", Quantities.of(storage))
                                .endLimit()
                                .endSpec()
                                .build(),
                        origin));
    }

    /** A namespace that Argo CD neither prunes nor deletes without being told so. */
    static Namespace namespace(Fleet fleet, String name) {
        String version = "v" + fleet.cluster().kubernetes();
        ObjectMetaBuilder metadata = Metadata.cluster(name, Metadata.NAMESPACES);
        for (String mode : List.of("enforce", "audit", "warn")) {
            metadata.addToLabels("pod-security.kubernetes.io/" + mode, "restricted")
                    .addToLabels("pod-security.kubernetes.io/" + mode + "-version", version);
        }
        metadata.addToAnnotations(
                "argocd.argoproj.io/sync-options", "Prune=confirm,Delete=confirm");
        return new NamespaceBuilder().withMetadata(metadata.build()).build();
    }
}
