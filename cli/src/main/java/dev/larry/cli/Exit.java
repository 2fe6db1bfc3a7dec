package dev.larry.cli;

/** The exit codes of the command, the same for every subcommand. */
final class Exit {
    static final int CLEAN = 0;
    static final int FINDINGS = 1;
    static final int WRONG_USE = 2;
    static final int COULD_NOT = 3;

    private Exit() {}
}
