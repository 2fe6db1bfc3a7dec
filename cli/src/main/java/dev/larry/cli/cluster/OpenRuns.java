package dev.larry.cli.cluster;

import dev.larry.agent.record.RunRecord;
import dev.larry.cli.watch.StateSource.AwayException;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Names;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.model.Fleet;
import dev.larry.model.Run;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a run is open: the one that Git names while it may still begin, and each that has a
 * record until its time is up, or its report is written.
 */
final class OpenRuns {
    static final String NAME = "open run";

    private final KubernetesClient client;
    private final Fleet fleet;
    private final InstantSource clock;

    OpenRuns(KubernetesClient client, Fleet fleet, InstantSource clock) {
        this.client = client;
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * Looks for them.
     *
     * @param next the id that the next run is to have
     */
    List<Point> look(String next) throws InterruptedException {
        Run named = fleet.run();
        ConfigMapRecords records = new ConfigMapRecords(client, fleet.system().namespace());
        List<Point> points = new ArrayList<>();
        if (next.equals(named.id()) || records.read(Names.runRecord(next)).isPresent()) {
            points.add(
                    Point.no(
                            NAME,
                            "there is a run " + next + " already",
                            "choose another id with --run"));
        }
        Instant now = clock.instant();
        if (records.read(Names.runRecord(named.id())).isEmpty() && !now.isAfter(named.startBy())) {
            points.add(
                    Point.no(
                            NAME,
                            named.id() + " is named in Git and may begin until " + named.startBy(),
                            "follow it with: larry launch "
                                    + fleet.environment()
                                    + " --follow, or wait until then"));
        }
        for (String name : records.runs()) {
            look(name, records, now, points);
        }
        if (points.isEmpty()) {
            points.add(Point.ok(NAME, "none; the last that Git names is " + named.id()));
        }
        return points;
    }

    private void look(String name, ConfigMapRecords records, Instant now, List<Point> points)
            throws InterruptedException {
        RunRecord record;
        try {
            record = ContractJson.read(records.read(name).orElseThrow().text(), RunRecord.class);
        } catch (ContractException e) {
            points.add(
                    Point.no(
                            NAME,
                            "ConfigMap "
                                    + fleet.system().namespace()
                                    + "/"
                                    + name
                                    + " is no run's record: "
                                    + e.getMessage(),
                            "look at it; the agents wrote it, or somebody changed it"));
            return;
        }
        if (!goesOn(record, now)) {
            return;
        }
        List<TaskRecordDocument> tasks = records.tasks(record.run());
        long ended =
                tasks.stream()
                        .filter(task -> task.state() == State.DONE || task.state() == State.DEAD)
                        .count();
        points.add(
                Point.no(
                        NAME,
                        record.run()
                                + " goes on since "
                                + record.started()
                                + ", "
                                + ended
                                + " of "
                                + tasks.size()
                                + " tasks ended",
                        "follow it with: larry watch "
                                + fleet.environment()
                                + "; it is over by "
                                + end(record)
                                + " at the latest"));
    }

    /** Whether a run that began may still be worked on. */
    boolean goesOn(RunRecord record, Instant now) throws InterruptedException {
        return !now.isAfter(end(record)) && !reported(record.run());
    }

    /** When the time of a run is up, by the window that the environment file has now. */
    Instant end(RunRecord record) {
        return record.started().plus(fleet.run().window());
    }

    private boolean reported(String run) throws InterruptedException {
        try {
            RunState state = new ClusterObserver(client, fleet.system().namespace()).read();
            return state.run().equals(run) && state.stage() == Stage.COMPLETE;
        } catch (AwayException e) {
            return false; // nobody says that it is closed, so it is open
        }
    }
}
