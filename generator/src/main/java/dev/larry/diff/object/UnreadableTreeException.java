package dev.larry.diff.object;

/** A rendered file is no YAML; the message is one line that names it. */
public final class UnreadableTreeException extends Exception {
    UnreadableTreeException(String path, String problem) {
        super(path + ": " + problem.lines().findFirst().orElse("cannot be read"));
    }
}
