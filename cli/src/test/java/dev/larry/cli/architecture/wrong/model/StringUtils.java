package dev.larry.cli.architecture.wrong.model;

/** A name that says nothing. */
public record StringUtils() {}
