package dev.larry.load;

import dev.larry.model.Exceptions;
import dev.larry.model.Findings;

import java.util.Optional;

/**
 * A file of exceptions that was read.
 *
 * @param exceptions none where findings block
 * @param sources where each value is written
 * @param readable whether the file could be read as YAML at all
 * @param findings what is wrong with the file itself
 */
public record LoadedExceptions(
        Exceptions exceptions, Optional<Sources> sources, boolean readable, Findings findings) {
    /** Where there is no file. */
    public static final LoadedExceptions NONE =
            new LoadedExceptions(Exceptions.NONE, Optional.empty(), true, Findings.NONE);
}
