package dev.larry.diff.git;

/** A revision cannot be had; the message is one line that says why and what to do. */
public final class NoRevisionException extends Exception {
    public NoRevisionException(String message) {
        super(message);
    }
}
