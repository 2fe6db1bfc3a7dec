package dev.larry.render;

import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Storage;
import dev.larry.model.Volume;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;

import java.util.function.Consumer;

/**
 * Claims of the Larrys' volumes and of the archive. A class that binds when the first pod comes
 * leaves its claims in the wave of those pods, or the sync would wait for them for ever.
 */
final class VolumeComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            claim(
                    fleet,
                    larry.namespace(),
                    ObjectNames.volume(larry),
                    larry.volume(),
                    Origins.larry(larry) + ".volume",
                    out);
        }
        claim(
                fleet,
                fleet.system().namespace(),
                ObjectNames.ARCHIVE,
                fleet.system().archive(),
                "system.archive",
                out);
    }

    private static void claim(
            Fleet fleet,
            String namespace,
            String name,
            Volume volume,
            String origin,
            Consumer<Manifest> out) {
        boolean immediate = fleet.storage().binding() == Storage.Binding.IMMEDIATE;
        out.accept(
                new Manifest(
                        immediate ? App.PLATFORM : App.RUN,
                        new PersistentVolumeClaimBuilder()
                                .withMetadata(
                                        Metadata.in(
                                                        namespace,
                                                        name,
                                                        immediate
                                                                ? Metadata.CONFIGURATION
                                                                : Metadata.SERVERS)
                                                .addToAnnotations(
                                                        "argocd.argoproj.io/sync-options",
                                                        "Prune=false,Delete=false")
                                                .build())
                                .withNewSpec()
                                .withAccessModes(fleet.storage().accessMode().text())
                                .withStorageClassName(fleet.storage().storageClass())
                                .withNewResources()
                                .addToRequests("storage", Quantities.of(volume.size()))
                                .endResources()
                                .endSpec()
                                .build(),
                        origin));
    }
}
