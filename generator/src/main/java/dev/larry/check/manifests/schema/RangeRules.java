package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.function.Consumer;

/** Words of a fixed vocabulary, numbers with bounds, ports, schedules and images. */
final class RangeRules {
    private static final String API = "Kubernetes API reference";
    static final Rule ENUM =
            Rule.error(
                    "schema/enum",
                    "A field with a fixed vocabulary has one of its words.",
                    "The API server refuses the object.",
                    "use one of the words allowed; case counts",
                    API);
    static final Rule PORT =
            Rule.error(
                    "schema/port",
                    "A port is a number from 1 to 65535, its name has at most 15 characters.",
                    "The API server refuses the object.",
                    "write a number from 1 to 65535, or a name of at most 15 lower case letters,"
                            + " digits and '-'",
                    "Kubernetes API reference, ContainerPort; RFC 6335, 5.1");
    static final Rule RANGE =
            Rule.error(
                    "schema/range",
                    "Counts and seconds are whole numbers within their bounds.",
                    "The API server refuses the object.",
                    "write a whole number within the bounds, without quotes",
                    API);
    static final Rule CRON =
            Rule.error(
                    "schema/cron",
                    "A CronJob's schedule has five fields that a cron clock can show.",
                    "The API server refuses the object.",
                    "correct the schedule: minute, hour, day, month, weekday",
                    "Kubernetes documentation, CronJob, Schedule syntax");
    static final Rule IMAGE_NAME =
            Rule.error(
                    "schema/image",
                    "An image is registry/path:tag@digest, the path in lower case.",
                    "The pod stands with InvalidImageName and never starts.",
                    "correct the image's name",
                    "OCI Distribution Specification, Pulling manifests");
    static final Rule PROBE =
            Rule.error(
                    "schema/probe",
                    "A probe does one thing, and times that make sense.",
                    "The API server refuses the object.",
                    "give it one of exec, httpGet, tcpSocket and grpc",
                    "Kubernetes API reference, Probe");

    static final List<Rule> ALL = List.of(ENUM, PORT, RANGE, CRON, IMAGE_NAME, PROBE);

    private RangeRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest object : tree.objects()) {
            Limits limits = new Limits(object, findings);
            switch (object.group()) {
                case "apps" -> WorkloadRanges.check(object, limits);
                case "batch" -> JobRanges.check(object, limits);
                case "networking.k8s.io" -> NetworkRanges.check(object, limits);
                case "rbac.authorization.k8s.io" -> AccessRanges.check(object, limits);
                case "scheduling.k8s.io", "storage.k8s.io", "autoscaling" ->
                        ClusterRanges.check(object, limits);
                case "" -> CoreRanges.check(object, limits);
                default -> {}
            }
        }
        for (Pod pod : tree.pods()) {
            PodRanges.check(pod, new Limits(pod.owner(), findings));
        }
    }
}
