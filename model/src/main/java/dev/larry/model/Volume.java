package dev.larry.model;

/** A claimed volume. */
public record Volume(@Doc("Its size.") Bytes size) {}
