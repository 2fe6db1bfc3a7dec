package dev.larry.cli;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A cluster to launch on: a real repository with a real remote, fabric8's mock of an API server, a
 * real Redis; the test plays Argo CD and the agents.
 */
abstract class ClusterRunTest {
    protected static final String ID = "r20260301-120000";

    @TempDir protected Path root;
    @TempDir protected Path remote;
    @TempDir protected Path elsewhere;

    protected final SteppedClock clock = new SteppedClock();
    protected LabCluster lab;
    protected Path kubeconfig;
    private Git bare;

    @BeforeEach
    void start() throws Exception {
        lab = LabCluster.start(root, List.of("appendonly yes", "maxmemory-policy noeviction"));
        bare =
                Git.init()
                        .setBare(true)
                        .setDirectory(remote.toFile())
                        .setInitialBranch("main")
                        .call();
        lab.git.remoteAdd().setName("origin").setUri(new URIish(remote.toString())).call();
        lab.git.push().setRemote("origin").add("main").call();
        kubeconfig = lab.cluster.kubeconfig(elsewhere);
    }

    @AfterEach
    void stop() throws IOException {
        bare.close();
        lab.close();
    }

    protected Launching launch(String words) {
        return new Launching(clock, root, lab.command(words, kubeconfig));
    }

    protected CommandRun command(String words) {
        return CommandRun.of(clock, root, lab.command(words, kubeconfig));
    }

    /** What main is in the remote repository. */
    protected String pushed() throws IOException {
        return String.valueOf(bare.getRepository().resolve("refs/heads/main"));
    }
}
