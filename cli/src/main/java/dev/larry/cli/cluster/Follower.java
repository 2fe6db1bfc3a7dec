package dev.larry.cli.cluster;

import dev.larry.cli.watch.PlainLines;
import dev.larry.cli.watch.StateSource;
import dev.larry.cli.watch.StateSource.AwayException;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.RunState.Task;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.render.Labels;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Follows a run from its commit to its end: the delivery of its objects, its servers, its phases,
 * the barrier and convergence. It only looks; whoever stops it stops nothing.
 */
public final class Follower {
    /** Listing pods costs the API server more than reading records does. */
    private static final int TROUBLES_EVERY = 5;

    private final Fleet fleet;
    private final InstantSource clock;
    private final Duration pause;
    private final Consumer<String> out;
    private final Delivery delivery;
    private final Troubles troubles;
    private final StateSource source;
    private final PlainLines plain = new PlainLines();
    private @Nullable String away;

    /** How a run that was followed ended. */
    public enum End {
        /** Its report is written and every task is done. */
        DONE,
        /** Its report is written, and tasks are not done. */
        INCOMPLETE,
        /** Its time was up before its report was written. */
        OVER,
        /** Its objects did not come in time, or nobody began it. */
        NOT_BEGUN
    }

    /**
     * Ready to follow.
     *
     * @param argo whether Argo CD brings the objects
     * @param pause between two looks
     * @param out gets each line
     */
    public Follower(
            KubernetesClient client,
            Fleet fleet,
            boolean argo,
            InstantSource clock,
            Duration pause,
            Consumer<String> out) {
        this.fleet = fleet;
        this.clock = clock;
        this.pause = pause;
        this.out = out;
        this.delivery = new Delivery(client, fleet, argo);
        this.troubles = new Troubles(client, fleet);
        this.source = new ClusterState(client, fleet, clock);
    }

    /** Follows it to its end. */
    public End follow() throws InterruptedException {
        for (int look = 0; ; look++) {
            boolean told = look % TROUBLES_EVERY == 0;
            try {
                delivery.fresh().forEach(out);
                if (told) {
                    troubles.fresh().forEach(out);
                }
                answers();
            } catch (KubernetesClientException e) {
                silent(ClusterException.reason(e) + "; " + ClusterException.remedy(e));
            }
            if (delivery.delivered()) {
                RunState state = state();
                if (state != null && state.stage() == Stage.COMPLETE) {
                    return complete(state);
                }
                if (state != null && state.stage() == Stage.OVER) {
                    return over(state);
                }
                if (state != null && state.started() != null) {
                    Thread.sleep(pause);
                    continue;
                }
            }
            Instant startBy = fleet.run().startBy();
            if (away == null && clock.instant().isAfter(startBy)) {
                return notBegun(startBy);
            }
            if (clock.instant().isAfter(startBy.plus(fleet.run().window()))) {
                out.accept("the cluster was away for longer than the run can take");
                return End.OVER;
            }
            Thread.sleep(pause);
        }
    }

    private @Nullable RunState state() throws InterruptedException {
        try {
            RunState state = source.read();
            plain.of(state).forEach(out);
            return state;
        } catch (AwayException e) {
            plain.away(String.valueOf(e.getMessage())).forEach(out);
            return null;
        }
    }

    private void silent(String why) {
        if (!why.equals(away)) {
            away = why;
            out.accept("stale: " + why);
        }
    }

    private void answers() {
        if (away != null) {
            away = null;
            out.accept("the API server answers again");
        }
    }

    private End complete(RunState state) {
        List<Task> rest = unfinished(state);
        return rest.isEmpty() ? End.DONE : End.INCOMPLETE;
    }

    private End over(RunState state) {
        if (unfinished(state).isEmpty() && state.redis() != null) {
            out.accept(
                    "every task of "
                            + state.run()
                            + " is done, and nobody says whether its report is written: neither"
                            + " observer nor meta-coordinator answered by the end of its window;"
                            + " look at: larry report "
                            + fleet.environment());
            return End.OVER;
        }
        out.accept(
                "the window of "
                        + state.run()
                        + " ended at "
                        + state.ends()
                        + " before its report was written; look at: kubectl --namespace "
                        + fleet.system().namespace()
                        + " logs deployment/meta-coordinator");
        return End.OVER;
    }

    /** Says what is not done, and where to look. */
    private List<Task> unfinished(RunState state) {
        List<Task> all =
                state.phases().stream()
                        .flatMap(phase -> phase.tasks().stream())
                        .filter(task -> task.state() != State.DONE)
                        .toList();
        for (Phase phase : state.phases()) {
            String namespace = namespace(phase.larry());
            for (Task task : phase.tasks()) {
                if (task.state() != State.DONE) {
                    out.accept(
                            "task "
                                    + task.id()
                                    + " of "
                                    + phase.larry()
                                    + "/"
                                    + task.worker()
                                    + (task.state() == State.DEAD ? " failed" : " has not ended")
                                    + (task.reason() == null ? "" : ": " + task.reason())
                                    + "; look at: kubectl --namespace "
                                    + namespace
                                    + " logs "
                                    + (task.master()
                                            ? "deployment/coordinator"
                                            : "--selector "
                                                    + Labels.WORKER
                                                    + "="
                                                    + task.worker()
                                                    + ","
                                                    + Labels.RUN
                                                    + "="
                                                    + state.run()));
                }
            }
        }
        return all;
    }

    private String namespace(String larry) {
        return fleet.larrys().stream()
                .filter(each -> each.name().equals(larry))
                .map(Larry::namespace)
                .findFirst()
                .orElse(larry);
    }

    private End notBegun(Instant startBy) {
        if (!delivery.delivered()) {
            out.accept(
                    "run "
                            + fleet.run().id()
                            + " did not reach the cluster by "
                            + startBy
                            + "; look at: argocd app get larry-"
                            + fleet.environment()
                            + "-run, and whether its commit is on "
                            + fleet.argo().revision());
        } else {
            List<String> missing = delivery.missing();
            out.accept(
                    "nobody began run "
                            + fleet.run().id()
                            + " by "
                            + startBy
                            + (missing.isEmpty()
                                    ? ""
                                    : "; not ready: " + String.join(", ", missing))
                            + "; look at: kubectl --namespace "
                            + fleet.system().namespace()
                            + " logs deployment/meta-coordinator");
        }
        return End.NOT_BEGUN;
    }
}
