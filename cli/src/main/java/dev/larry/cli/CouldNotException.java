package dev.larry.cli;

/** Something needed is missing or failed; the message is one line. */
final class CouldNotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CouldNotException(String message) {
        super(message);
    }
}
