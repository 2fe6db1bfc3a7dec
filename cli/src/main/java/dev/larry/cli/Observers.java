package dev.larry.cli;

import dev.larry.cli.watch.ObserverSource;
import dev.larry.cli.watch.StateSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Who tells the state of an environment's run. */
final class Observers {
    private Observers() {}

    /** Holds the address of the page while a run goes on. */
    static Path file(Path local) {
        return local.resolve("observer.url");
    }

    /**
     * The observer of the environment's run on this machine.
     *
     * @throws CouldNotException where there is none
     */
    static StateSource of(Workspace workspace, String environment) {
        Path file = file(workspace.local(environment));
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
}
