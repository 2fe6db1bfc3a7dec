package dev.larry.check;

import org.jspecify.annotations.Nullable;

/** A program was there but did not do its work: it crashed, took too long or talked nonsense. */
public final class ToolFailed extends RuntimeException {

    ToolFailed(String problem) {
        super(problem);
    }

    ToolFailed(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
