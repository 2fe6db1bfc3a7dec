package dev.larry.cli;

/** Wrong use or unreadable input; the message is one line. */
final class WrongUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUseException(String message) {
        super(message);
    }
}
