package dev.larry.render;

import dev.larry.contract.ExitCode;
import dev.larry.contract.Names;
import dev.larry.contract.Paths;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Run;
import dev.larry.model.Worker;
import dev.larry.render.json.ObjectJson;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Workers: a Job each with its settings. A Job's name carries the run and a hash of what Kubernetes
 * lets nobody change in a Job, so that a change is a new Job and the old one is pruned. Sources:
 * Kubernetes documentation, "Jobs"; its validation of Job updates (completions, selector, template,
 * completion mode and pod failure policy are immutable).
 */
final class WorkerComponent implements Component {
    private static final PodFailurePolicy FAILURES = failurePolicy();

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            for (Worker worker : larry.workers()) {
                String origin = Origins.worker(larry, worker);
                AgentPod pod = pod(fleet, larry, worker);
                out.accept(
                        new Manifest(
                                App.RUN,
                                pod.documents().configMap(larry.namespace(), pod.account()),
                                origin));
                out.accept(new Manifest(App.RUN, job(fleet, larry, worker, pod), origin));
            }
        }
    }

    private static AgentPod pod(Fleet fleet, Larry larry, Worker worker) {
        List<EnvVar> environment = new ArrayList<>();
        worker.environment()
                .forEach((name, value) ->
                        environment.add(
                                new EnvVarBuilder().withName(name).withValue(value).build()));
        for (Worker.SecretVariable secret : worker.secrets()) {
            environment.add(
                    new EnvVarBuilder()
                            .withName(secret.variable())
                            .withNewValueFrom()
                            .withNewSecretKeyRef(secret.key(), secret.secret(), null)
                            .endValueFrom()
                            .build());
        }
        return new AgentPod(
                fleet,
                "worker",
                ObjectNames.worker(worker),
                Optional.of(worker.image()),
                worker.nodes(),
                worker.resources(),
                PodDocuments.of(Settings.worker(fleet, larry, worker)),
                ObjectNames.volume(larry),
                Paths.VOLUME,
                false,
                worker.tokens().value() > 0,
                environment,
                Labels.workerOf(larry, worker, fleet.run()));
    }

    private static Job job(Fleet fleet, Larry larry, Worker worker, AgentPod pod) {
        Run run = fleet.run();
        JobSpec spec =
                new JobSpecBuilder()
                        .withBackoffLimit(2 * run.attempts())
                        .withActiveDeadlineSeconds(run.window().plus(run.grace()).toSeconds())
                        .withPodReplacementPolicy("Failed")
                        .build();
        // Set, not built: a builder copies whatever it is given.
        spec.setPodFailurePolicy(FAILURES);
        spec.setTemplate(pod.template());
        String name = Names.within(Names.LABEL, worker.name() + "-" + run.id() + "-" + hash(spec));
        Job job =
                new JobBuilder()
                        .withMetadata(
                                Metadata.in(larry.namespace(), name, Metadata.JOBS)
                                        .addToLabels(pod.labels())
                                        .build())
                        .build();
        job.setSpec(spec);
        return job;
    }

    private static PodFailurePolicy failurePolicy() {
        List<Integer> noRetry =
                Arrays.stream(ExitCode.values())
                        .filter(code -> !code.retry())
                        .map(ExitCode::code)
                        .sorted()
                        .toList();
        return new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName("worker")
                .withOperator("In")
                .withValues(noRetry)
                .endOnExitCodes()
                .endRule()
                .build();
    }

    private static String hash(JobSpec spec) {
        return Names.hash8(
                ObjectJson.canonical(spec.getTemplate())
                        + ObjectJson.canonical(spec.getPodFailurePolicy()));
    }
}
