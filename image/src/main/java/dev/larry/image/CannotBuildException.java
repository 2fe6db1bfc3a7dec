package dev.larry.image;

/** The image cannot be built here; the message says in one line why and what to do. */
final class CannotBuildException extends Exception {
    private static final long serialVersionUID = 1;

    CannotBuildException(String message) {
        super(message);
    }
}
