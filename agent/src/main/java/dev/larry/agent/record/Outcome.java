package dev.larry.agent.record;

import dev.larry.contract.TaskResult;

import org.jspecify.annotations.Nullable;

/**
 * What a commit puts into a record.
 *
 * @param result the result where it is small
 * @param hash SHA-256 of the result's bytes
 * @param path where a large result lies
 */
public record Outcome(@Nullable TaskResult result, String hash, @Nullable String path) {}
