package dev.larry.cli;

import dev.larry.cli.cluster.ClusterException;
import dev.larry.cli.cluster.ClusterState;
import dev.larry.cli.watch.ObserverSource;
import dev.larry.cli.watch.StateSource;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Who tells the state of an environment's run. */
final class Observers {
    private Observers() {}

    /** Holds the address of the page while a run goes on. */
    static Path file(Path local) {
        return local.resolve("observer.url");
    }

    /**
     * Who tells the environment's run: that on this machine, else that in its cluster.
     *
     * @param cluster where one was named, no run on this machine is looked for
     * @throws CouldNotException where there is neither
     */
    static StateSource of(
            Workspace workspace, String environment, ClusterOption cluster, Clock clock) {
        Path file = file(workspace.local(environment));
        if (cluster.named() || !Files.exists(file)) {
            Optional<Fleet> fleet =
                    new EnvironmentReader(workspace.root()).read(environment).fleet();
            if (fleet.isPresent()) {
                return cluster(fleet.get(), cluster, clock);
            }
        }
        try {
            return new ObserverSource(URI.create(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            throw new CouldNotException(
                    "no run of "
                            + environment
                            + " on this machine; start one with: larry launch "
                            + environment
                            + " --local, or name an observer with --url");
        } catch (IOException | IllegalArgumentException e) {
            throw new CouldNotException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static StateSource cluster(Fleet fleet, ClusterOption cluster, Clock clock) {
        try {
            // Closed with the process, for whoever watches reads until then.
            return new ClusterState(cluster.open().client(), fleet, clock);
        } catch (ClusterException e) {
            throw cluster.without(fleet, e);
        }
    }
}
