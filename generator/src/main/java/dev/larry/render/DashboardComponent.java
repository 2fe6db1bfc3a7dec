package dev.larry.render;

import dev.larry.contract.Names;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.render.dashboards.Dashboard;
import dev.larry.render.dashboards.Panel;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import java.util.List;
import java.util.function.Consumer;

/**
 * Grafana dashboards in ConfigMaps that Grafana's sidecar collects: one of the fleet, and one per
 * Larry in the Larry's own namespace, so that another Larry adds a file and changes none of theirs.
 * The sidecar looks in all namespaces unless it is told not to.
 *
 * <p>Source: the Grafana Helm chart's documentation, "Sidecar for dashboards".
 */
public final class DashboardComponent implements Component {
    static final String LABEL = "grafana_dashboard";

    /** Of every dashboard of Larry's; they link to one another by it. */
    private static final String TAG = "larry";

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        if (!fleet.monitoring().enabled()) {
            return;
        }
        String environment = fleet.environment();
        accept(
                fleet.system().namespace(),
                "larry-" + environment,
                title(fleet),
                List.of(TAG, environment),
                FleetPanels.of(fleet),
                "monitoring",
                out);
        for (Larry larry : fleet.larrys()) {
            accept(
                    larry.namespace(),
                    "larry-" + environment + "-" + larry.name(),
                    title(fleet, larry),
                    List.of(TAG, environment, larry.name()),
                    LarryPanels.of(larry),
                    Origins.larry(larry),
                    out);
        }
    }

    /** The title of the fleet's dashboard. */
    public static String title(Fleet fleet) {
        return "Larry " + fleet.environment() + ": fleet";
    }

    /** The title of a Larry's dashboard. */
    public static String title(Fleet fleet, Larry larry) {
        return "Larry " + fleet.environment() + ": " + larry.domain() + " (" + larry.name() + ")";
    }

    /**
     * The sidecar puts all files into one folder, so a file's name is unique in the whole cluster.
     */
    private static void accept(
            String namespace,
            String name,
            String title,
            List<String> tags,
            List<Panel> panels,
            String origin,
            Consumer<Manifest> out) {
        Dashboard dashboard = new Dashboard(Names.within(40, name), title, tags, panels);
        out.accept(
                new Manifest(
                        App.OBSERVABILITY,
                        new ConfigMapBuilder()
                                .withMetadata(
                                        Metadata.in(namespace, "dashboard", Metadata.OBSERVABILITY)
                                                .addToLabels(LABEL, "1")
                                                .build())
                                .addToData(name + ".json", dashboard.json())
                                .build(),
                        origin));
    }
}
