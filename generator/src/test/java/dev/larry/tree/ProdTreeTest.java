package dev.larry.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of the real fleet, read off its rendered files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProdTreeTest {
    private static final List<String> LARRYS = List.of("larry-01", "larry-02", "larry-03");

    private final RenderedTree prod = RenderedTree.of(RenderedTree.ROOT, "prod");

    @Test
    void has_sixteen_jobs_and_five_deployments_in_four_namespaces() {
        assertThat(prod.all("Job")).hasSize(16);
        Map<String, Long> byNamespace =
                prod.all("Job")
                        .collect(
                                Collectors.groupingBy(
                                        TreeObject::namespace,
                                        TreeMap::new,
                                        Collectors.counting()));
        assertThat(byNamespace).isEqualTo(Map.of("larry-01", 4L, "larry-02", 4L, "larry-03", 8L));
        assertThat(prod.all("Deployment").map(object -> object.namespace() + "/" + object.name()))
                .containsExactlyInAnyOrder(
                        "larry-01/coordinator",
                        "larry-02/coordinator",
                        "larry-03/coordinator",
                        "larry-system/meta-coordinator",
                        "larry-system/observer");
        assertThat(prod.all("StatefulSet", "DaemonSet", "CronJob", "Pod")).isEmpty();
        assertThat(prod.all("Namespace").map(TreeObject::name))
                .containsExactlyInAnyOrder("larry-01", "larry-02", "larry-03", "larry-system");
    }

    @Test
    void has_shared_claims_of_10_10_and_20_gi_and_the_archives() {
        assertThat(
                        prod.all("PersistentVolumeClaim")
                                .map(claim ->
                                        claim.namespace()
                                                + " "
                                                + claim.at("/spec/resources/requests/storage")
                                                        .asText()
                                                + " "
                                                + claim.at("/spec/accessModes/0").asText()
                                                + " "
                                                + claim.at("/spec/storageClassName").asText()))
                .containsExactlyInAnyOrder(
                        "larry-01 10Gi ReadWriteMany longhorn",
                        "larry-02 10Gi ReadWriteMany longhorn",
                        "larry-03 20Gi ReadWriteMany longhorn",
                        "larry-system 5Gi ReadWriteMany longhorn");
    }

    @ParameterizedTest
    @CsvSource({
        "requests, cpu, 24",
        "requests, memory, 48Gi",
        "limits, cpu, 48",
        "limits, memory, 96Gi"
    })
    void the_larrys_pods_ask_for_what_is_declared(String which, String resource, String sum) {
        BigDecimal all =
                prod.pods().stream()
                        .filter(pod -> LARRYS.contains(pod.namespace()))
                        .map(pod ->
                                pod.effective(which, resource)
                                        .multiply(new BigDecimal(pod.count())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(all).isEqualByComparingTo(Amounts.of(sum));
    }

    @ParameterizedTest
    @CsvSource({
        "larry-01, k3s-master01, 2, 4Gi, 4, 8Gi",
        "larry-02, k3s-master02, 2, 4Gi, 4, 8Gi",
        "larry-03, k3s-master03, 4, 8Gi, 8, 16Gi",
    })
    void a_coordinator_has_its_node_and_resources(
            String larry, String node, String cpu, String memory, String maxCpu, String maxMemory) {
        Pod pod = new Pod(prod.one("Deployment", larry, "coordinator"));
        assertThat(nodes(pod)).containsExactly(node);
        assertThat(resources(pod)).containsExactly(cpu, memory, maxCpu, maxMemory);
    }

    @ParameterizedTest
    @CsvSource({
        "01, cleanup, fix-pgadmin-crashloop, 8, 15m, worker01, worker",
        "01, consolidation, consolidate-postgresql, 10, 20m, worker01, worker",
        "01, optimization, optimize-postgresql, 8, 15m, worker01, worker",
        "01, monitoring, setup-monitoring, 10, 20m, worker01, worker",
        "02, scan-01, security-scan-group-01, 8, 15m, worker02, security-worker",
        "02, scan-02, security-scan-group-02, 8, 15m, worker02, security-worker",
        "02, audit, dependency-audit, 10, 20m, worker02, security-worker",
        "02, remediation, automated-remediation, 10, 25m, worker02, security-worker",
        "03, catalog-01, catalog-deployments, 8, 15m, worker03, inventory-worker",
        "03, catalog-02, catalog-helm-releases, 8, 15m, worker03, inventory-worker",
        "03, classification, classify-assets, 10, 20m, worker03, inventory-worker",
        "03, code-quality, analyze-code-quality, 10, 20m, worker04, development-worker",
        "03, test-coverage, improve-test-coverage, 10, 25m, worker04, development-worker",
        "03, documentation, generate-documentation, 10, 20m, worker04, development-worker",
        "03, feature, implement-priority-feature, 12, 25m, worker04, development-worker",
        "03, review, review-all-prs, 8, 15m, worker04, development-worker",
    })
    void a_worker_has_its_task_tokens_timeout_node_and_resources(
            String larry,
            String worker,
            String task,
            int thousands,
            String timeout,
            String node,
            String image) {
        Pod pod = worker("larry-" + larry, worker);
        JsonNode settings = MountChecks.settingsOf(prod, pod).path("worker");
        assertThat(settings.path("name").asText()).isEqualTo(worker);
        assertThat(settings.at("/task/id").asText()).isEqualTo(task);
        assertThat(settings.path("tokens").asInt()).isEqualTo(thousands * 1000);
        assertThat(settings.path("timeout").asText()).isEqualTo(timeout);
        assertThat(nodes(pod)).containsExactly("k3s-" + node);
        assertThat(resources(pod)).containsExactly("1", "2Gi", "2", "4Gi");
        assertThat(pod.mainContainers().getFirst().path("image").asText())
                .matches("registry\\.example\\.com/larry/" + image + ":[0-9.]+");
    }

    @Test
    void workers_of_a_node_are_those_of_the_table() {
        Map<String, Long> byNode =
                prod.all("Job")
                        .collect(
                                Collectors.groupingBy(
                                        job -> nodes(new Pod(job)).getFirst(),
                                        TreeMap::new,
                                        Collectors.counting()));
        assertThat(byNode)
                .isEqualTo(
                        Map.of(
                                "k3s-worker01", 4L,
                                "k3s-worker02", 4L,
                                "k3s-worker03", 3L,
                                "k3s-worker04", 5L));
    }

    @ParameterizedTest
    @CsvSource({"larry-01, 111, 25m", "larry-02, 81, 30m", "larry-03, 211, 30m"})
    void a_larrys_tokens_add_up_with_every_masters_pool(
            String larry, int thousands, String window) {
        JsonNode settings =
                MountChecks.settingsOf(prod, new Pod(prod.one("Deployment", larry, "coordinator")));
        JsonNode coordinator = settings.path("coordinator");
        assertThat(coordinator.path("tokens").asLong()).isEqualTo(thousands * 1000L);
        assertThat(masters(coordinator) + workers(coordinator)).isEqualTo(thousands * 1000L);
        assertThat(settings.at("/larry/window").asText()).isEqualTo(window);
    }

    @Test
    void a_coordinator_knows_its_masters_as_they_are_on_record() {
        List<String> masters = new ArrayList<>();
        for (String larry : LARRYS) {
            MountChecks.settingsOf(prod, new Pod(prod.one("Deployment", larry, "coordinator")))
                    .at("/coordinator/masters")
                    .forEach(master ->
                            masters.add(
                                    larry
                                            + " "
                                            + master.path("name").asText()
                                            + " "
                                            + master.path("tokens").asInt() / 1000
                                            + "+"
                                            + master.path("pool").asInt() / 1000));
        }
        assertThat(masters)
                .containsExactly(
                        "larry-01 cicd-master 30+15",
                        "larry-01 monitoring-master 20+10",
                        "larry-02 security-master 30+15",
                        "larry-03 development-master 30+20",
                        "larry-03 inventory-master 35+15",
                        "larry-03 testing-master 25+10");
    }

    @Test
    void all_rendered_tokens_add_up_to_478_000() {
        JsonNode fleet = settings("meta-coordinator").path("fleet");
        long sum = fleet.path("meta").asLong() + fleet.path("reserve").asLong();
        assertThat(sum).isEqualTo(75_000);
        for (String larry : LARRYS) {
            JsonNode coordinator =
                    MountChecks.settingsOf(
                                    prod, new Pod(prod.one("Deployment", larry, "coordinator")))
                            .path("coordinator");
            sum += masters(coordinator);
        }
        // The workers' as each reads them itself.
        sum +=
                prod.all("Job")
                        .mapToLong(job ->
                                MountChecks.settingsOf(prod, new Pod(job))
                                        .at("/worker/tokens")
                                        .asLong())
                        .sum();
        assertThat(sum).isEqualTo(478_000);
        assertThat(fleet.path("total").asLong()).isEqualTo(478_000);
        assertThat(settings("observer").path("fleet")).isEqualTo(fleet);
    }

    @Test
    void every_document_says_the_same_of_a_worker_and_a_phase() {
        for (String larry : LARRYS) {
            JsonNode coordinator =
                    MountChecks.settingsOf(
                                    prod, new Pod(prod.one("Deployment", larry, "coordinator")))
                            .path("coordinator");
            JsonNode phase =
                    MountChecks.json(
                            prod.one("ConfigMap", "larry-system", "phase-" + larry)
                                    .node()
                                    .path("data")
                                    .path("phase.json")
                                    .asText());
            for (String member : List.of("tokens", "masters", "workers", "success")) {
                assertThat(phase.path(member)).isEqualTo(coordinator.path(member));
            }
            for (JsonNode worker : coordinator.path("workers")) {
                Pod pod = worker(larry, worker.path("name").asText());
                assertThat(MountChecks.settingsOf(prod, pod).path("worker")).isEqualTo(worker);
            }
        }
    }

    private JsonNode settings(String deployment) {
        return MountChecks.settingsOf(
                prod, new Pod(prod.one("Deployment", "larry-system", deployment)));
    }

    private static long masters(JsonNode coordinator) {
        return TreeObject.each(coordinator.path("masters"))
                .mapToLong(master -> master.path("tokens").asLong() + master.path("pool").asLong())
                .sum();
    }

    private static long workers(JsonNode coordinator) {
        return TreeObject.each(coordinator.path("workers"))
                .mapToLong(worker -> worker.path("tokens").asLong())
                .sum();
    }

    private Pod worker(String larry, String worker) {
        List<TreeObject> jobs =
                prod.all("Job")
                        .filter(job ->
                                job.namespace().equals(larry)
                                        && worker.equals(job.labels().get("larry.dev/worker")))
                        .toList();
        assertThat(jobs).as(larry + " " + worker).hasSize(1);
        return new Pod(jobs.getFirst());
    }

    private static List<String> nodes(Pod pod) {
        JsonNode terms =
                pod.spec()
                        .at(
                                "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms");
        assertThat(terms).hasSize(1);
        assertThat(terms.at("/0/matchExpressions")).hasSize(1);
        assertThat(terms.at("/0/matchExpressions/0/key").asText())
                .isEqualTo("kubernetes.io/hostname");
        assertThat(terms.at("/0/matchExpressions/0/operator").asText()).isEqualTo("In");
        return TreeObject.eachText(terms.at("/0/matchExpressions/0/values")).toList();
    }

    private static List<String> resources(Pod pod) {
        JsonNode resources = pod.mainContainers().getFirst().path("resources");
        return List.of(
                resources.at("/requests/cpu").asText(),
                resources.at("/requests/memory").asText(),
                resources.at("/limits/cpu").asText(),
                resources.at("/limits/memory").asText());
    }
}
