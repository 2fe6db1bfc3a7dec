package dev.larry.check.rule;

import dev.larry.model.Source;

/** Where the values of a fleet stand in its environment files. */
@FunctionalInterface
public interface Places {
    /**
     * The place of the value at a path, or of the nearest value around it that was written.
     *
     * @param path such as {@code larrys[larry-01].workers[scan].tokens}
     */
    Source of(String path);
}
