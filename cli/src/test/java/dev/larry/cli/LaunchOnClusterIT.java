package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument.State;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A launch from its commit to its end. */
final class LaunchOnClusterIT extends ClusterRunTest {
    @Test
    void a_run_is_committed_pushed_synced_and_followed_to_its_report() throws Exception {
        String before = Files.readString(root.resolve("environments/lab.yaml"));
        String old = pushed();
        Launching launch = launch("launch lab --push");
        launch.says("pushed to origin main");

        assertThat(pushed()).isNotEqualTo(old);
        RevCommit commit = lab.git.log().setMaxCount(1).call().iterator().next();
        assertThat(pushed()).contains(commit.getName());
        assertThat(commit.getShortMessage()).isEqualTo("Launch run " + ID + " of lab");
        assertThat(lab.git.status().call().getUncommittedChanges()).isEmpty();
        assertThat(Files.readString(root.resolve("environments/lab.yaml")))
                .as("two values are different, and nothing else")
                .isEqualTo(
                        before.replace("  id: r1\n", "  id: " + ID + "\n")
                                .replace("2026-01-01T00:00:00Z", "2026-03-01T12:30:00Z"));
        assertThat(CommandRun.of(root, "check", "lab", "--root", "ROOT").exit()).isZero();

        PlayedRun run = new PlayedRun(lab);
        launch.says("argo cd: larry-lab-run Synced at 0123456789, Healthy");
        run.synced();
        launch.says("the objects of run " + ID + " are in the cluster");
        run.ready();
        launch.says("larry-01/coordinator is ready");
        run.begun(clock.instant());
        run.task("say-hello", State.LEASED, null);
        launch.says("larry-01 running: 0/2 done, 1 active");
        run.event(EventKind.PHASE_STARTED, "larry-01", clock.instant());
        run.task("say-hello", State.DONE, null);
        run.observed(clock.instant(), "not reached in 5s");
        launch.says("Redis is away: not reached in 5s");
        run.task("count-files", State.DONE, null);
        run.event(EventKind.PHASE_COMPLETE, "larry-01", clock.instant());
        run.event(EventKind.BARRIER_OPENED, null, clock.instant());
        run.observed(clock.instant(), null);
        launch.says("converging");
        run.event(EventKind.RUN_COMPLETE, null, clock.instant());
        run.observed(clock.instant(), null);

        assertThat(launch.exit()).as(launch.said()).isZero();
        assertThat(launch.said())
                .contains("complete: every task is done; report: larry report lab --run " + ID);
    }

    @Test
    void a_failed_worker_is_named_with_what_to_look_at() throws Exception {
        Launching launch = launch("launch lab --push");
        PlayedRun run = begun(launch);
        LabCluster.read(LabCluster.CASES.resolve("pod-without-image.yaml"))
                .forEach(lab.cluster::put);
        launch.says(
                "pod larry-01/count-1: ImagePullBackOff, Back-off pulling image; see: kubectl"
                        + " --namespace larry-01 describe pod count-1");
        run.task("say-hello", State.DONE, null);
        run.task("count-files", State.DEAD, "failed 3 times, last with exit 1");
        launch.says("1/2 done, 0 active, 1 dead");
        run.event(EventKind.RUN_COMPLETE, null, clock.instant());
        run.observed(clock.instant(), null);

        assertThat(launch.exit()).as(launch.said()).isEqualTo(1);
        assertThat(launch.said())
                .contains(
                        "task count-files of larry-01/count failed: failed 3 times, last with exit"
                                + " 1; look at: kubectl --namespace larry-01 logs --selector"
                                + " larry.dev/worker=count,larry.dev/run="
                                + ID)
                .contains("complete, but not every task is done");
    }

    @Test
    void the_end_of_the_window_ends_it() throws Exception {
        Launching launch = launch("launch lab --push");
        PlayedRun run = begun(launch);
        run.task("say-hello", State.LEASED, null);
        launch.says("1 active");
        clock.step(Duration.ofMinutes(21));

        assertThat(launch.exit()).as(launch.said()).isEqualTo(1);
        assertThat(launch.said())
                .contains(
                        "task say-hello of larry-01/hello has not ended",
                        "the window of "
                                + ID
                                + " ended at 2026-03-01T12:20:00Z before its report was written")
                .contains("over before it was complete");
    }

    @Test
    void without_an_observer_a_run_is_complete_when_its_report_is_there() throws Exception {
        Launching launch = launch("launch lab --push");
        PlayedRun run = begun(launch);
        run.task("say-hello", State.DONE, null);
        run.task("count-files", State.DONE, null);
        launch.says("2/2 done");
        String kept =
                Files.readString(
                                LabCluster.ROOT.resolve(
                                        "agent/src/test/resources/cases/reports/clean/run.json"))
                        .replaceFirst("\"run\": *\"[^\"]*\"", "\"run\": \"" + ID + "\"");
        lab.cluster.answers(
                "/api/v1/namespaces/larry-system/services/meta-coordinator:metrics/proxy/reports/"
                        + ID,
                kept);

        assertThat(launch.exit()).as(launch.said()).isZero();
        assertThat(launch.said())
                .contains("larry-01 complete: 2/2 done")
                .contains("complete: every task is done; report: larry report lab --run " + ID);
    }

    @Test
    void without_observer_and_report_what_is_known_is_said_at_the_end() throws Exception {
        Launching launch = launch("launch lab --push");
        PlayedRun run = begun(launch);
        run.task("say-hello", State.DONE, null);
        run.task("count-files", State.DONE, null);
        launch.says("2/2 done");
        clock.step(Duration.ofMinutes(21));

        assertThat(launch.exit()).as(launch.said()).isEqualTo(1);
        assertThat(launch.said())
                .contains(
                        "every task of "
                                + ID
                                + " is done, and nobody says whether its report is written: neither"
                                + " observer nor meta-coordinator answered by the end of its"
                                + " window; look at: larry report lab");
    }

    @Test
    void a_commit_is_signed_where_the_person_signs() throws Exception {
        signing(
                "echo '[GNUPG:] SIG_CREATED ' >&2",
                "echo '-----BEGIN PGP SIGNATURE-----'",
                "echo",
                "echo played",
                "echo '-----END PGP SIGNATURE-----'");
        CommandRun left = command("launch lab");
        assertThat(left.exit()).as(left.text()).isZero();
        RevCommit commit = lab.git.log().setMaxCount(1).call().iterator().next();
        assertThat(commit.getShortMessage()).isEqualTo("Launch run " + ID + " of lab");
        assertThat(new String(commit.getRawGpgSignature(), StandardCharsets.UTF_8))
                .startsWith("-----BEGIN PGP SIGNATURE-----");
    }

    @Test
    void a_signature_that_cannot_be_made_is_one_line_and_the_files_are_as_before()
            throws Exception {
        signing("echo no secret key >&2", "exit 2");
        List<String> before = tree();
        CommandRun refused = command("launch lab");
        assertThat(refused.exit()).as(refused.text()).isEqualTo(3);
        assertThat(refused.err())
                .isEqualTo(
                        "larry: git commit failed: error: gpg failed to sign the data; nothing"
                                + " is changed: make it sign, then launch again\n");
        assertThat(tree()).isEqualTo(before);
        assertThat(lab.git.status().call().getUncommittedChanges())
                .as("nothing stays staged")
                .isEmpty();
    }

    /** The run once it is pushed: Argo CD has brought it, and the meta-coordinator begins it. */
    private PlayedRun begun(Launching launch) throws Exception {
        launch.says("pushed to origin main");
        PlayedRun run = new PlayedRun(lab);
        run.synced();
        run.begun(clock.instant());
        return run;
    }

    /** From here on this person signs, by a program that answers git as GnuPG does. */
    private void signing(String... answers) throws IOException {
        Path program =
                Files.writeString(
                        elsewhere.resolve("gpg"),
                        "#!/bin/sh\ncat >/dev/null\n" + String.join("\n", answers) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        StoredConfig config = lab.git.getRepository().getConfig();
        config.setBoolean("commit", null, "gpgsign", true);
        config.setString("user", null, "signingkey", "somebody");
        config.setString("gpg", null, "program", program.toString());
        config.save();
    }

    @Test
    void a_run_that_argo_cd_does_not_bring_is_not_begun() throws Exception {
        Launching launch = launch("launch lab --push --start-within 5m");
        launch.says("argo cd: larry-lab-run Synced");
        clock.step(Duration.ofMinutes(6));

        assertThat(launch.exit()).as(launch.said()).isEqualTo(1);
        assertThat(launch.said())
                .contains(
                        "run "
                                + ID
                                + " did not reach the cluster by 2026-03-01T12:05:00Z; look at:"
                                + " argocd app get larry-lab-run");
    }

    @Test
    void a_run_that_nobody_begins_names_the_servers_that_are_not_ready() throws Exception {
        Launching launch = launch("launch lab --push");
        launch.says("pushed");
        PlayedRun run = new PlayedRun(lab);
        run.synced();
        launch.says("are in the cluster");
        clock.step(Duration.ofMinutes(31));

        assertThat(launch.exit()).as(launch.said()).isEqualTo(1);
        assertThat(launch.said())
                .contains(
                        "nobody began run "
                                + ID
                                + " by 2026-03-01T12:30:00Z; not ready:"
                                + " larry-system/meta-coordinator, larry-system/observer,"
                                + " larry-01/coordinator");
    }

    @Test
    void an_api_server_that_goes_and_comes_back_is_told() throws Exception {
        Launching launch = launch("launch lab --push");
        PlayedRun run = begun(launch);
        launch.says("0/2 done");
        lab.cluster.refuses("GET *", 503, "etcd has no leader");
        launch.says("stale: the API server answered 503, etcd has no leader");
        lab.cluster.allows("GET *");
        launch.says("the API server answers again");
        run.complete(clock.instant());
        assertThat(launch.exit()).as(launch.said()).isZero();
    }

    @Test
    void without_push_the_commit_is_left_and_followed_later() throws Exception {
        String old = pushed();
        CommandRun left = command("launch lab");
        assertThat(left.exit()).as(left.text()).isZero();
        assertThat(left.out())
                .endsWith("next: git push origin main, then: larry launch lab --follow\n");
        assertThat(pushed()).isEqualTo(old);

        assertThat(command("launch lab").out())
                .as("a run that may still begin is open")
                .contains(ID + " is named in Git and may begin until 2026-03-01T12:30:00Z");

        PlayedRun run = new PlayedRun(lab);
        run.synced();
        run.begun(clock.instant());
        run.complete(clock.instant());
        CommandRun followed = command("launch lab --follow");
        assertThat(followed.exit()).as(followed.text()).isZero();
        assertThat(followed.out()).contains("complete: every task is done");
    }

    @Test
    void a_push_that_is_rejected_leaves_the_commit_and_says_how_to_go_on() throws Exception {
        try (Git other =
                Git.cloneRepository()
                        .setURI(remote.toString())
                        .setDirectory(elsewhere.resolve("other").toFile())
                        .call()) {
            GitTrees.commit(other);
            other.push().call();
        }
        CommandRun run = command("launch lab --push");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("larry: git push failed: ! [rejected]")
                .endsWith(
                        "the commit is made: push it yourself, then follow it with: larry launch"
                                + " lab --follow\n");
        assertThat(lab.git.log().setMaxCount(1).call().iterator().next().getShortMessage())
                .isEqualTo("Launch run " + ID + " of lab");
    }

    @Test
    void a_run_that_is_written_elsewhere_is_refused_and_nothing_is_touched() throws Exception {
        Path file = root.resolve("environments/lab.yaml");
        Files.writeString(file, Files.readString(file).replace("  id: r1\n", "  id: >-\n    r1\n"));
        GitTrees.commit(lab.git);
        List<String> before = tree();
        CommandRun run = command("launch lab");
        assertThat(run.exit()).as(run.text()).isEqualTo(2);
        assertThat(run.err())
                .contains("run.id is not written as a value on its own; write it so: " + ID);
        assertThat(tree()).isEqualTo(before);
        assertThat(lab.git.status().call().getUncommittedChanges()).isEmpty();
    }

    @Test
    void ctrl_c_detaches_and_says_how_to_come_back() throws Exception {
        Path said = elsewhere.resolve("said");
        List<String> command = interruptible();
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.larry.cli.Main"));
        lab.command("launch lab --follow", kubeconfig).stream()
                .map(word -> word.replace("ROOT", root.toString()))
                .forEach(command::add);
        PlayedRun run = new PlayedRun(lab);
        run.synced();
        run.begun(Instant.now());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!Files.readString(said).contains("0/2 done") && System.nanoTime() - end < 0) {
            assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
            Thread.sleep(50);
        }
        assertThat(
                        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(Files.readString(said))
                .endsWith(
                        "detached: run r1 goes on; come back with: larry watch lab, or larry launch"
                                + " lab --follow\n");
    }

    /** Builds that run in the background of a shell ignore what Ctrl+C sends, and so do theirs. */
    private static List<String> interruptible() throws Exception {
        List<String> prefix = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        boolean known = new ProcessBuilder(probe).start().waitFor() == 0;
        return new ArrayList<>(known ? prefix : List.of());
    }

    private List<String> tree() throws IOException {
        List<String> files = new ArrayList<>();
        for (String below : List.of("environments", "gitops")) {
            try (Stream<Path> paths = Files.walk(root.resolve(below))) {
                for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                    files.add(path + "\n" + Files.readString(path));
                }
            }
        }
        return files;
    }
}
