package dev.larry.cli.cluster;

import dev.larry.model.Fleet;
import dev.larry.render.Labels;
import dev.larry.render.Manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether Argo CD already brings what Larry is asked to apply: two who write the same objects undo
 * each other's work. Source: Argo CD documentation, "Resource Tracking".
 */
final class Tracked {
    private static final String ANNOTATION = "argocd.argoproj.io/tracking-id";
    private static final int SHOWN = 5;

    private final KubernetesClient client;
    private final Fleet fleet;

    Tracked(KubernetesClient client, Fleet fleet) {
        this.client = client;
        this.fleet = fleet;
    }

    /** For a run that Larry itself applies. */
    List<Point> look() {
        Applications applications = new Applications(client, fleet);
        List<String> present = applications.present();
        if (!present.isEmpty()) {
            return List.of(
                    Point.no(
                            Applications.NAME,
                            "it brings these objects: Application " + String.join(", ", present),
                            "launch without --apply"));
        }
        Set<String> names = applications.all();
        List<Manifest> objects = Apply.objects(fleet);
        List<String> tracked = new ArrayList<>();
        for (Manifest manifest : objects) {
            HasMetadata live = client.resource(manifest.object()).get();
            if (live != null && isTracked(live, names)) {
                tracked.add(manifest.identity().toString());
            }
        }
        if (tracked.isEmpty()) {
            return List.of(
                    Point.ok(
                            Applications.NAME,
                            "tracks none of the " + objects.size() + " objects to apply"));
        }
        int more = tracked.size() - SHOWN;
        return List.of(
                Point.no(
                        Applications.NAME,
                        "it tracks "
                                + String.join(
                                        ", ", tracked.subList(0, Math.min(SHOWN, tracked.size())))
                                + (more > 0 ? " and " + more + " more" : ""),
                        "launch without --apply, or have its Application let go of them"));
    }

    private static boolean isTracked(HasMetadata live, Set<String> applications) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        Map<String, String> labels = live.getMetadata().getLabels();
        return annotations != null && annotations.containsKey(ANNOTATION)
                || labels != null && applications.contains(labels.get(Labels.INSTANCE));
    }
}
