package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.Metric;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class MonitoringComponentTest {
    private static final Pattern SELECTOR = Pattern.compile("(larry_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern GROUPED =
            Pattern.compile(
                    "by \\(([^)]*)\\) \\((?:\\w+ by \\([^)]*\\) \\()*(?:\\w+\\()?(larry_\\w+)");

    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values())
                    .collect(Collectors.toMap(Metric::query, metric -> metric));

    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void every_server_is_read_by_exactly_one_monitor_through_a_port_it_has(String environment) {
        Rendered rendered = Rendered.environment(environment);
        List<ServiceMonitor> monitors = rendered.all(ServiceMonitor.class);
        assertThat(monitors).hasSize(rendered.fleet().larrys().size() + 2);
        for (ServiceMonitor monitor : monitors) {
            List<Service> selected =
                    rendered.in(monitor.getMetadata().getNamespace(), Service.class).stream()
                            .filter(service ->
                                    service.getMetadata()
                                            .getLabels()
                                            .entrySet()
                                            .containsAll(
                                                    monitor.getSpec()
                                                            .getSelector()
                                                            .getMatchLabels()
                                                            .entrySet()))
                            .toList();
            assertThat(selected).hasSize(1);
            assertThat(selected.getFirst().getSpec().getPorts())
                    .anyMatch(port ->
                            port.getName()
                                    .equals(monitor.getSpec().getEndpoints().getFirst().getPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void every_worker_is_read_by_its_larrys_pod_monitor_through_a_port_it_has(String environment) {
        Rendered rendered = Rendered.environment(environment);
        for (Job job : rendered.all(Job.class)) {
            Map<String, String> labels = job.getSpec().getTemplate().getMetadata().getLabels();
            assertThat(rendered.in(job.getMetadata().getNamespace(), PodMonitor.class))
                    .singleElement()
                    .satisfies(monitor -> {
                        assertThat(labels)
                                .containsAllEntriesOf(
                                        monitor.getSpec().getSelector().getMatchLabels());
                        assertThat(
                                        job.getSpec()
                                                .getTemplate()
                                                .getSpec()
                                                .getContainers()
                                                .getFirst()
                                                .getPorts())
                                .anyMatch(port ->
                                        port.getName()
                                                .equals(
                                                        monitor.getSpec()
                                                                .getPodMetricsEndpoints()
                                                                .getFirst()
                                                                .getPort()));
                    });
        }
    }

    @Test
    void monitors_and_rules_carry_the_label_that_the_operator_selects_by() {
        Rendered rendered = Rendered.environment("prod");
        assertThat(rendered.manifests())
                .map(Manifest::object)
                .filteredOn(object -> object.getApiVersion().startsWith("monitoring.coreos.com/"))
                .hasSize(3 * 2 + 2 + 1)
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getLabels())
                                .containsEntry("release", rendered.fleet().monitoring().release()));
    }

    @Test
    void every_query_asks_for_metrics_and_labels_that_the_agent_exports() {
        Rendered rendered = Rendered.environment("prod");
        List<String> queries = new ArrayList<>();
        rules(rendered).forEach(rule -> queries.add(rule.getExpr().getStrVal()));
        rendered.all(ConfigMap.class).stream()
                .filter(map -> "1".equals(map.getMetadata().getLabels().get("grafana_dashboard")))
                .flatMap(map -> map.getData().values().stream())
                .forEach(
                        dashboard -> queries.addAll(DashboardComponentTest.expressions(dashboard)));
        assertThat(queries).hasSizeGreaterThan(60);
        for (String query : queries) {
            for (MatchResult found : found(SELECTOR, query)) {
                Metric metric = Objects.requireNonNull(METRICS.get(found.group(1)), query);
                if (found.group(2) != null) {
                    assertThat(metric.labels())
                            .as(query)
                            .containsAll(labels(found.group(2).replaceAll("=\"[^\"]*\"", "")));
                }
            }
            for (MatchResult found : found(GROUPED, query)) {
                assertThat(Objects.requireNonNull(METRICS.get(found.group(2))).labels())
                        .as(query)
                        .containsAll(labels(found.group(1)));
            }
        }
    }

    @Test
    void every_metric_is_shown_or_watched() {
        Rendered rendered = Rendered.environment("prod");
        String all =
                rendered.all(ConfigMap.class).stream()
                        .flatMap(map -> map.getData().values().stream())
                        .collect(Collectors.joining("\n"));
        assertThat(METRICS.keySet()).allSatisfy(metric -> assertThat(all).contains(metric));
    }

    @Test
    void every_alert_names_a_section_of_the_runbooks() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        String root = Objects.requireNonNull(System.getProperty("larry.root"));
        for (String line : Files.readAllLines(Path.of(root, Alert.RUNBOOKS))) {
            if (line.startsWith("## ")) {
                sections.put(
                        Alert.RUNBOOKS + "#" + line.substring(3).toLowerCase(Locale.ROOT), line);
            }
        }
        assertThat(rules(Rendered.environment("prod")))
                .allSatisfy(rule ->
                        assertThat(sections).containsKey(rule.getAnnotations().get("runbook")))
                .map(Rule::getAlert)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(sections.keySet());
    }

    private static List<Rule> rules(Rendered rendered) {
        return rendered.all(PrometheusRule.class).stream()
                .flatMap(rule -> rule.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream())
                .toList();
    }

    private static List<MatchResult> found(Pattern pattern, String query) {
        Matcher matcher = pattern.matcher(query);
        return matcher.results().toList();
    }

    private static List<String> labels(String list) {
        return Arrays.stream(list.split(", *")).filter(label -> !label.isEmpty()).toList();
    }
}
