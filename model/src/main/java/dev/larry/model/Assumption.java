package dev.larry.model;

/**
 * A value that no record backs, marked {@code # assumption} in an environment file.
 *
 * @param path its YAML path
 * @param value as written
 * @param note what the comment says after the word, may be empty
 */
public record Assumption(String path, String value, String note) {}
