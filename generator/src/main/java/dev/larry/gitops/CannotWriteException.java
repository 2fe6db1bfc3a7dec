package dev.larry.gitops;

/**
 * The tree could not be read or written; the message is one line and says what was left as it was.
 */
public final class CannotWriteException extends Exception {
    private final String line;

    CannotWriteException(String line) {
        super(line);
        this.line = line;
    }

    CannotWriteException(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    @Override
    public String getMessage() {
        return line;
    }
}
