package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Consumer;

/**
 * Jobs and Deployments as Argo CD and Kubernetes like them. Sources: Kubernetes documentation,
 * "Jobs", "Pod failure policy"; Argo CD documentation, "Automated Sync Policy".
 */
final class JobChecks {
    private static final List<String> PROBES =
            List.of("livenessProbe", "readinessProbe", "startupProbe");

    private JobChecks() {}

    static void jobs(RenderedTree tree, Consumer<String> problems) {
        tree.all("Job")
                .forEach(job -> {
                    Consumer<String> here = problem -> problems.accept(job.path() + " " + problem);
                    JsonNode spec = job.at("/spec");
                    // Argo CD would make a deleted Job again, and so run its task again.
                    unwanted(spec, "ttlSecondsAfterFinished", here);
                    unwanted(spec, "suspend", here);
                    unwanted(spec, "parallelism", here);
                    unwanted(spec, "completions", here);
                    unwanted(spec, "manualSelector", here);
                    if (!job.annotation("argocd.argoproj.io/hook").isEmpty()) {
                        here.accept("is a hook");
                    }
                    if (!spec.path("backoffLimit").isInt()
                            || spec.path("activeDeadlineSeconds").asInt() <= 0
                            || !spec.path("podReplacementPolicy").asText().equals("Failed")
                            || !spec.at("/template/spec/restartPolicy").asText().equals("Never")) {
                        here.accept("has no end, or retries within a pod");
                    }
                    name(job, here);
                    failures(new Pod(job), spec.at("/podFailurePolicy/rules"), here);
                    for (JsonNode container : new Pod(job).containers()) {
                        PROBES.forEach(probe -> unwanted(container, probe, here));
                    }
                });
    }

    private static void unwanted(JsonNode node, String member, Consumer<String> problems) {
        if (node.has(member)) {
            problems.accept("has " + member);
        }
    }

    private static void name(TreeObject job, Consumer<String> problems) {
        String worker = job.labels().getOrDefault("larry.dev/worker", "?");
        String run = job.labels().getOrDefault("larry.dev/run", "?");
        String start = worker + "-" + run + "-";
        boolean whole = job.name().startsWith(start) && job.name().length() == start.length() + 8;
        boolean shortened = start.length() + 8 > 63 && job.name().length() <= 63;
        if (!job.name().matches(".*-[0-9a-f]{8}") || !(whole || shortened)) {
            problems.accept("is not called after its worker, run and hash");
        }
    }

    private static void failures(Pod pod, JsonNode rules, Consumer<String> problems) {
        List<String> containers =
                pod.containers().stream().map(each -> each.path("name").asText()).toList();
        boolean disruption = false;
        boolean exits = false;
        for (JsonNode rule : rules) {
            disruption |=
                    rule.path("action").asText().equals("Ignore")
                            && rule.at("/onPodConditions/0/type")
                                    .asText()
                                    .equals("DisruptionTarget");
            JsonNode codes = rule.path("onExitCodes");
            exits |= rule.path("action").asText().equals("FailJob") && codes.isObject();
            if (codes.isObject() && !containers.contains(codes.path("containerName").asText())) {
                problems.accept("judges the exit codes of no container of its own");
            }
            int before = 0;
            for (JsonNode code : codes.path("values")) {
                if (code.asInt() <= before || code.asInt() > 255) {
                    problems.accept("has exit codes out of order or range");
                }
                before = code.asInt();
            }
        }
        if (!disruption || !exits) {
            problems.accept("counts a drained node as a failure, or retries what cannot succeed");
        }
    }

    static void deployments(RenderedTree tree, Consumer<String> problems) {
        tree.all("Deployment")
                .forEach(deployment -> {
                    if (deployment.at("/spec/replicas").asInt() != 1
                            || !deployment.at("/spec/strategy/type").asText().equals("Recreate")) {
                        problems.accept(deployment.path() + " may be there twice");
                    }
                    for (JsonNode container : new Pod(deployment).mainContainers()) {
                        if (!PROBES.stream().allMatch(container::has)) {
                            problems.accept(deployment.path() + " serves without probes");
                        }
                        if (container
                                .path("livenessProbe")
                                .equals(container.path("readinessProbe"))) {
                            problems.accept(deployment.path() + " asks the same twice");
                        }
                    }
                });
    }
}
