package dev.larry.agent.main;

import java.util.Arrays;

/**
 * The entry point behind the runtime's launcher: the kernel puts the launcher's own path before
 * what was typed, as execve(2) says of interpreter scripts.
 */
public final class Launched {
    private Launched() {}

    /** {@link Main}, without the launcher's path. */
    public static void main(String[] arguments) {
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
