package dev.larry.cli;

import dev.larry.cli.cluster.ClusterAccess;
import dev.larry.cli.cluster.ClusterException;
import dev.larry.model.Fleet;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Which cluster; the same for every subcommand that speaks to one. */
final class ClusterOption {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig (default: as kubectl finds it).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "A context of the kubeconfig (default: its current one).")
    private @Nullable String context;

    /** Whether one was named. */
    boolean named() {
        return kubeconfig != null || context != null;
    }

    /** The way to it; the caller closes it. */
    ClusterAccess open() {
        return ClusterAccess.open(kubeconfig, context);
    }

    /** Neither this machine nor the cluster has a run of the fleet. */
    CouldNotException without(Fleet fleet, ClusterException problem) {
        return new CouldNotException(
                (named() ? "" : "no run of " + fleet.environment() + " on this machine, and ")
                        + problem.getMessage());
    }
}
