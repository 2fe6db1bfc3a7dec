package dev.larry.cli;

import dev.larry.cli.cluster.Apply;
import dev.larry.cli.cluster.ClusterAccess;
import dev.larry.cli.cluster.ClusterException;
import dev.larry.cli.cluster.Follower;
import dev.larry.cli.cluster.Point;
import dev.larry.cli.cluster.Preflight;
import dev.larry.gitops.CannotWriteException;
import dev.larry.gitops.GitopsTree;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run on a cluster: what must hold before it, its commit, and its way to the report. */
final class ClusterLaunch {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CommandLine command;
    private final Workspace workspace;
    private final ClusterOption cluster;
    private final LaunchWish wish;
    private final Clock clock;
    private final GitPlace git;
    private final List<Point> points = new ArrayList<>();

    ClusterLaunch(
            CommandLine command,
            Workspace workspace,
            ClusterOption cluster,
            LaunchWish wish,
            Clock clock) {
        this.command = command;
        this.workspace = workspace;
        this.cluster = cluster;
        this.wish = wish;
        this.clock = clock;
        this.git = new GitPlace(workspace.root());
    }

    int run() throws IOException, InterruptedException, CannotWriteException {
        Environment environment = new EnvironmentReader(workspace.root()).read(wish.environment());
        try (ClusterAccess access = cluster.open()) {
            return wish.follow() ? follow(access, known(environment)) : launch(access, environment);
        } catch (ClusterException e) {
            throw new CouldNotException(String.valueOf(e.getMessage()));
        }
    }

    private int launch(ClusterAccess access, Environment environment)
            throws IOException, InterruptedException, CannotWriteException {
        String id = wish.run() == null ? NewRun.idOf(clock.instant()) : wish.run();
        Report gate = gate(environment);
        if (environment.fleet().isEmpty()) {
            return gate.exit();
        }
        Fleet fleet = environment.fleet().get();
        git.look(fleet).forEach(this::point);
        Preflight preflight = new Preflight(access, fleet, clock, this::point);
        preflight.look(id, wish.apply());
        boolean blocked = points.stream().anyMatch(Point::blocks);
        summary();
        if (blocked || wish.dryRun()) {
            return !preflight.answered() ? Exit.COULD_NOT : blocked ? Exit.FINDINGS : Exit.CLEAN;
        }
        Environment launched =
                write(environment, NewRun.of(id, clock.instant(), wish.startWithin()));
        Fleet next = launched.fleet().orElseThrow();
        String[] push = git.push();
        if (wish.push()) {
            new GitProgram(git.root())
                    .run(
                            "the commit is made: push it yourself, then follow it with: larry"
                                    + " launch "
                                    + wish.environment()
                                    + " --follow",
                            push);
            say("pushed to " + push[1] + " " + push[2]);
        }
        if (wish.apply()) {
            say(new Apply(access.client(), next, wish.force()).all() + " objects applied");
        } else if (!wish.push()) {
            say(
                    "next: git "
                            + String.join(" ", push)
                            + ", then: larry launch "
                            + wish.environment()
                            + " --follow");
            return Exit.CLEAN;
        }
        return follow(access, next);
    }

    /** Writes the run, renders and checks it, and commits that; else all is as it was. */
    private Environment write(Environment before, NewRun run)
            throws IOException, InterruptedException, CannotWriteException {
        Path file = workspace.root().resolve(before.file());
        String old = Files.readString(file);
        boolean whole = false;
        try {
            Files.writeString(file, run.in(workspace.root(), before));
            Environment after = new EnvironmentReader(workspace.root()).read(before.name());
            Optional<Fleet> fleet = after.fleet();
            if (fleet.isEmpty()
                    || !fleet.get().run().id().equals(run.id())
                    || !fleet.get().run().startBy().equals(run.startBy())) {
                throw new CouldNotException(
                        before.file()
                                + ": reads otherwise than it was written: run.id "
                                + run.id()
                                + ", run.startBy "
                                + run.startBy()
                                + "; write them by hand");
            }
            render(after);
            Report report = new Report(command);
            new Judgement(workspace, report, clock).environment(after);
            if (report.exit() != Exit.CLEAN) {
                report.print(false);
                throw new CouldNotException(
                        "the gate refuses the new run, see above; nothing is committed");
            }
            String commit =
                    git.commit(
                            before.name(),
                            "Launch run "
                                    + run.id()
                                    + " of "
                                    + before.name()
                                    + "\n\nIt begins by "
                                    + run.startBy()
                                    + " or never.\n");
            say("run " + run.id() + " committed as " + GitPlace.shortened(commit));
            whole = true;
            return after;
        } finally {
            if (!whole) {
                Files.writeString(file, old);
                render(before);
            }
        }
    }

    private void render(Environment environment) throws CannotWriteException {
        GitopsTree.at(workspace.gitops(), environment.name())
                .write(FleetFiles.of(environment), Set.of());
    }

    private int follow(ClusterAccess access, Fleet fleet) throws InterruptedException {
        Thread interrupted =
                Thread.ofPlatform()
                        .unstarted(() ->
                                say(
                                        "detached: run "
                                                + fleet.run().id()
                                                + " goes on; come back with: larry watch "
                                                + wish.environment()
                                                + ", or larry launch "
                                                + wish.environment()
                                                + " --follow"));
        Runtime.getRuntime().addShutdownHook(interrupted);
        Follower.End end =
                new Follower(access.client(), fleet, !wish.apply(), clock, LOOK, this::say)
                        .follow();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        say(
                switch (end) {
                            case DONE -> "complete: every task is done";
                            case INCOMPLETE -> "complete, but not every task is done";
                            case OVER -> "over before it was complete";
                            case NOT_BEGUN -> "not begun";
                        }
                        + (end == Follower.End.NOT_BEGUN
                                ? ""
                                : "; report: larry report "
                                        + wish.environment()
                                        + " --run "
                                        + fleet.run().id()));
        return end == Follower.End.DONE ? Exit.CLEAN : Exit.FINDINGS;
    }

    private Fleet known(Environment environment) {
        Report report = new Report(command);
        report.add(environment);
        report.print(false);
        return environment
                .fleet()
                .orElseThrow(() ->
                        new WrongUseException(
                                environment.file() + ": has errors, see above; correct them"));
    }

    /** What {@code larry check} says of it; the findings come before the point. */
    private Report gate(Environment environment) throws IOException, CannotWriteException {
        Report report = new Report(command);
        Judgement judgement = new Judgement(workspace, report, clock);
        String name = "gate";
        try {
            judgement.environment(environment);
        } catch (CouldNotException e) {
            report.print(false);
            point(Point.no(name, "not all of it could be checked", String.valueOf(e.getMessage())));
            return report;
        }
        report.print(false);
        long errors = report.findings().errors();
        point(
                report.exit() == Exit.CLEAN
                        ? Point.ok(name, judgement.objects() + " objects pass")
                        : Point.no(
                                name,
                                (errors == 1 ? "a finding blocks" : errors + " findings block")
                                        + ", see above",
                                "see them again with: larry check " + wish.environment()));
        return report;
    }

    private void point(Point point) {
        points.add(point);
        say(point.toString());
    }

    private void summary() {
        long blocking =
                points.stream().filter(point -> point.verdict() == Point.Verdict.NO).count();
        say(
                blocking == 0
                        ? wish.environment() + ": a run may begin"
                        : wish.environment()
                                + ": no run begins, "
                                + (blocking == 1 ? "a point is" : blocking + " points are")
                                + " in its way");
    }

    private void say(String line) {
        command.getOut().println(line);
        command.getOut().flush();
    }
}
