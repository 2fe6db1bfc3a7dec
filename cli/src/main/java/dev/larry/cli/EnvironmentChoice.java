package dev.larry.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/** Which environments of which repository; the same for every subcommand that takes them. */
final class EnvironmentChoice {
    @Mixin private RootOption root = new RootOption();

    @Parameters(
            paramLabel = "ENV",
            arity = "0..*",
            description = "The environments, by the names of their files (default: all).")
    private List<String> named = new ArrayList<>();

    Workspace workspace() {
        return root.workspace();
    }

    /** Whether none is named, which means all. */
    boolean isAll() {
        return named.isEmpty();
    }

    /** Those that are named, each once. */
    List<String> named() {
        return named.stream().map(Workspace::name).distinct().toList();
    }

    /**
     * Those that are named, or all that there are.
     *
     * @throws WrongUseException where there is none, or the directory cannot be listed
     */
    List<String> chosen() {
        return isAll() ? workspace().all() : named();
    }
}
