package dev.larry.cli.cluster;

import dev.larry.model.Fleet;
import dev.larry.render.App;
import dev.larry.render.FleetRenderer;
import dev.larry.render.Manifest;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Brings a fleet's objects where no Argo CD does, in the order of its waves. Source: Kubernetes
 * documentation, "Server-Side Apply".
 */
public final class Apply {
    /** Who manages the fields. */
    private static final String MANAGER = "larry";

    private static final String WAVE = "argocd.argoproj.io/sync-wave";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final Fleet fleet;
    private final boolean force;

    /**
     * Ready to apply.
     *
     * @param force take fields that somebody else manages
     */
    public Apply(KubernetesClient client, Fleet fleet, boolean force) {
        this.client = client;
        this.fleet = fleet;
        this.force = force;
    }

    /**
     * Applies everything; an object that is as it should be stays so.
     *
     * @return how many objects
     * @throws ClusterException at the first that the API server refuses; what came before it is
     *     applied, and applying all of it again is safe
     */
    public int all() {
        List<Manifest> objects = objects(fleet);
        objects.sort(Comparator.comparingInt(Apply::wave).thenComparing(Manifest::path));
        objects.forEach(this::apply);
        return objects.size();
    }

    /** What Argo CD would bring: everything but the objects that make it do so. */
    static List<Manifest> objects(Fleet fleet) {
        List<Manifest> objects = new ArrayList<>();
        FleetRenderer.render(
                fleet,
                manifest -> {
                    if (manifest.app() != App.BOOTSTRAP) {
                        objects.add(manifest);
                    }
                });
        return objects;
    }

    private void apply(Manifest manifest) {
        PatchContext context =
                new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(MANAGER)
                        .withForce(force)
                        .build();
        try {
            client.resource(manifest.object()).patch(context);
        } catch (KubernetesClientException e) {
            String remedy =
                    switch (e.getCode()) {
                        case CONFLICT ->
                                "let its manager go of these fields, or take them with --force";
                        case NOT_FOUND -> "install what defines this kind, or create its namespace";
                        default -> ClusterException.remedy(e);
                    };
            throw new ClusterException(
                    manifest.identity() + ": " + ClusterException.reason(e) + "; " + remedy);
        }
    }

    private static int wave(Manifest manifest) {
        Map<String, String> annotations = manifest.object().getMetadata().getAnnotations();
        return annotations == null ? 0 : Integer.parseInt(annotations.getOrDefault(WAVE, "0"));
    }
}
