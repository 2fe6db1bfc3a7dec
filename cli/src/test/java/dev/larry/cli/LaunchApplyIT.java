package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A launch whose objects Larry itself applies. */
final class LaunchApplyIT extends ClusterRunTest {
    @Test
    void apply_brings_every_object_in_the_order_of_the_waves() throws Exception {
        for (String app : List.of("platform", "observability", "run")) {
            lab.cluster.remove(
                    LabCluster.read(LabCluster.CASES.resolve("cluster.yaml")).stream()
                            .filter(each ->
                                    each.at("/metadata/name").asText().equals("larry-lab-" + app))
                            .findFirst()
                            .orElseThrow());
        }
        Launching launch = launch("launch lab --apply");
        launch.says("objects applied");
        launch.says("the objects of run " + ID + " are in the cluster");
        PlayedRun run = new PlayedRun(lab);
        run.begun(clock.instant());
        run.complete(clock.instant());
        assertThat(launch.exit()).as(launch.said()).isZero();

        List<String> applied = lab.cluster.applied();
        assertThat(applied)
                .hasSizeGreaterThan(60)
                .allSatisfy(each -> assertThat(each).contains("fieldManager=larry"))
                .noneSatisfy(each -> assertThat(each).contains("force=true"));
        assertThat(first(applied, "/namespaces/larry-01?"))
                .isLessThan(first(applied, "/roles/"))
                .isLessThan(first(applied, "/configmaps/"));
        assertThat(first(applied, "/configmaps/")).isLessThan(first(applied, "/deployments/"));
        assertThat(last(applied, "/deployments/")).isLessThan(first(applied, "/jobs/"));
    }

    @Test
    void apply_stops_at_a_field_that_somebody_else_manages() throws Exception {
        LabCluster.read(LabCluster.CASES.resolve("cluster.yaml")).stream()
                .filter(each -> each.path("kind").asText().equals("Application"))
                .forEach(lab.cluster::remove);
        lab.cluster.refuses(
                "PATCH /apis/apps/v1/namespaces/larry-01/deployments/coordinator*",
                409,
                "Apply failed with 1 conflict: conflict with \"kubectl\": .spec.replicas");
        CommandRun run = command("launch lab --apply");
        assertThat(run.exit()).as(run.text()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo(
                        "larry: apps/Deployment larry-01/coordinator: the API server answered 409,"
                            + " Apply failed with 1 conflict: conflict with \"kubectl\":"
                            + " .spec.replicas; let its manager go of these fields, or take them"
                            + " with --force\n");
    }

    @Test
    void force_takes_the_fields_of_others_and_is_meant_for_apply_only() throws Exception {
        LabCluster.read(LabCluster.CASES.resolve("cluster.yaml")).stream()
                .filter(each -> each.path("kind").asText().equals("Application"))
                .forEach(lab.cluster::remove);
        Launching launch = launch("launch lab --apply --force");
        launch.says("the objects of run " + ID + " are in the cluster");
        PlayedRun run = new PlayedRun(lab);
        run.begun(clock.instant());
        run.complete(clock.instant());
        assertThat(launch.exit()).as(launch.said()).isZero();
        assertThat(lab.cluster.applied())
                .hasSizeGreaterThan(60)
                .allSatisfy(each -> assertThat(each).contains("force=true"));
    }

    private static int first(List<String> applied, String part) {
        for (int i = 0; i < applied.size(); i++) {
            if (applied.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError(part + " was not applied: " + applied);
    }

    private static int last(List<String> applied, String part) {
        return applied.size() - 1 - first(applied.reversed(), part);
    }
}
