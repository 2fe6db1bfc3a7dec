package dev.larry.render;

import dev.larry.contract.Ports;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Monitoring;
import dev.larry.model.TimeSpans;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorBuilder;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Whom Prometheus reads and when it raises an alarm. A monitor selects by the very labels that the
 * Services and pods are rendered with. Source: Prometheus operator documentation, "API reference".
 */
final class MonitoringComponent implements Component {
    /** The label by which kube-prometheus-stack chooses monitors and rules. */
    static final String RELEASE = "release";

    static final String RULES = "larry";
    private static final String METRICS_PATH = "/metrics";
    private static final Duration LONGEST_SCRAPE = Duration.ofSeconds(10);

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        Monitoring monitoring = fleet.monitoring();
        if (!monitoring.enabled()) {
            return;
        }
        for (Larry larry : fleet.larrys()) {
            String origin = Origins.larry(larry);
            out.accept(
                    manifest(
                            services(
                                    monitoring,
                                    larry.namespace(),
                                    ObjectNames.COORDINATOR,
                                    larry.name()),
                            origin));
            out.accept(manifest(workers(monitoring, larry), origin + ".workers"));
        }
        String system = fleet.system().namespace();
        out.accept(
                manifest(
                        services(monitoring, system, ObjectNames.META, fleet.environment()),
                        "system.meta"));
        out.accept(
                manifest(
                        services(monitoring, system, ObjectNames.OBSERVER, fleet.environment()),
                        "system.observer"));
        out.accept(manifest(rules(fleet), "monitoring"));
    }

    private static Manifest manifest(HasMetadata object, String origin) {
        return new Manifest(App.OBSERVABILITY, object, origin);
    }

    private static ServiceMonitor services(
            Monitoring monitoring, String namespace, String component, String instance) {
        return new ServiceMonitorBuilder()
                .withMetadata(metadata(monitoring, namespace, component))
                .withNewSpec()
                .withNewSelector()
                .withMatchLabels(Labels.component(component, instance))
                .endSelector()
                .addNewEndpoint()
                .withPort(Ports.METRICS_NAME)
                .withPath(METRICS_PATH)
                .withInterval(TimeSpans.format(monitoring.interval()))
                .withScrapeTimeout(timeout(monitoring))
                .endEndpoint()
                .endSpec()
                .build();
    }

    private static PodMonitor workers(Monitoring monitoring, Larry larry) {
        return new PodMonitorBuilder()
                .withMetadata(metadata(monitoring, larry.namespace(), "workers"))
                .withNewSpec()
                .withNewSelector()
                .withMatchLabels(Labels.component("worker", larry.name()))
                .addToMatchLabels(Labels.LARRY, larry.name())
                .endSelector()
                .addNewPodMetricsEndpoint()
                .withPort(Ports.METRICS_NAME)
                .withPath(METRICS_PATH)
                .withInterval(TimeSpans.format(monitoring.interval()))
                .withScrapeTimeout(timeout(monitoring))
                .endPodMetricsEndpoint()
                .endSpec()
                .build();
    }

    private static PrometheusRule rules(Fleet fleet) {
        return new PrometheusRuleBuilder()
                .withMetadata(metadata(fleet.monitoring(), fleet.system().namespace(), RULES))
                .withNewSpec()
                .addNewGroup()
                .withName("larry-" + fleet.environment())
                .withRules(
                        Alert.of(fleet).stream()
                                .map(alert ->
                                        new RuleBuilder()
                                                .withAlert(alert.name())
                                                .withNewExpr(alert.expression())
                                                .withFor(TimeSpans.format(alert.lasting()))
                                                .addToLabels("severity", alert.severity())
                                                .addToAnnotations("summary", alert.summary())
                                                .addToAnnotations(
                                                        "description", alert.description())
                                                .addToAnnotations("runbook", alert.runbook())
                                                .build())
                                .toList())
                .endGroup()
                .endSpec()
                .build();
    }

    private static ObjectMeta metadata(Monitoring monitoring, String namespace, String name) {
        return Metadata.in(namespace, name, Metadata.OBSERVABILITY)
                .addToLabels(RELEASE, monitoring.release())
                .addToAnnotations(SyncOptions.ANNOTATION, SyncOptions.CUSTOM)
                .build();
    }

    /** Prometheus refuses a time-out longer than the interval. */
    private static String timeout(Monitoring monitoring) {
        Duration interval = monitoring.interval();
        return TimeSpans.format(interval.compareTo(LONGEST_SCRAPE) < 0 ? interval : LONGEST_SCRAPE);
    }
}
