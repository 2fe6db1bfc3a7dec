package dev.larry.render;

/**
 * A rendered text for people.
 *
 * @param path below {@code gitops/<environment>/}
 * @param text with line feeds and a final one
 */
public record Document(String path, String text) {}
