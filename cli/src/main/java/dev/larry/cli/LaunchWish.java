package dev.larry.cli;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What a person asked of a launch on a cluster.
 *
 * @param run the new run's id; none: one of the moment
 * @param startWithin how long the run may take to begin
 * @param dryRun look only
 * @param push push the commit
 * @param apply bring the objects without Argo CD
 * @param force take fields from others who manage them
 * @param follow only follow the run that the file names
 */
record LaunchWish(
        String environment,
        @Nullable String run,
        Duration startWithin,
        boolean dryRun,
        boolean push,
        boolean apply,
        boolean force,
        boolean follow) {}
