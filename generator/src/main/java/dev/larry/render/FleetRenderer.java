package dev.larry.render;

import dev.larry.model.Fleet;

import java.util.List;
import java.util.function.Consumer;

/**
 * A fleet to its objects: the explicit list of components, and Argo CD's leave to sync what they
 * render.
 */
public final class FleetRenderer {
    private static final List<Component> COMPONENTS =
            List.of(
                    new NamespaceComponent(),
                    new Priorities(),
                    new AccountComponent(),
                    new RecordAccessComponent(),
                    new NetworkComponent(),
                    new VolumeComponent(),
                    new ServerComponent(),
                    new WorkerComponent(),
                    new OwnRedisComponent(),
                    new ExternalSecretComponent(),
                    new MonitoringComponent(),
                    new DashboardComponent(),
                    new IngressComponent());

    private FleetRenderer() {}

    /**
     * Hands over every object of an environment, each as soon as it is made; the order means
     * nothing.
     */
    public static void render(Fleet fleet, Consumer<Manifest> out) {
        ArgoComponent argo = new ArgoComponent();
        for (Component component : COMPONENTS) {
            component.render(
                    fleet,
                    manifest -> {
                        argo.permit(manifest);
                        out.accept(manifest);
                    });
        }
        argo.render(fleet, out);
    }
}
