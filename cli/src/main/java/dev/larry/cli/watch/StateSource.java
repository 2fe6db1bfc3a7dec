package dev.larry.cli.watch;

import dev.larry.contract.RunState;

/** Where a run's state comes from. */
public interface StateSource {
    /**
     * The state now.
     *
     * @throws AwayException where nobody can tell it at the moment
     */
    RunState read() throws AwayException, InterruptedException;

    /** Where it is read, for people. */
    String place();

    /** Nobody tells the state now; asking again may help. */
    final class AwayException extends Exception {
        public AwayException(String message) {
            super(message);
        }
    }
}
