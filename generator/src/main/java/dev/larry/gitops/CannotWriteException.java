package dev.larry.gitops;

/** The tree could not be read or written; the message is one line and says what was left as it was. */
public final class CannotWriteException extends Exception {
    CannotWriteException(String message) {
        super(message);
    }

    CannotWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
