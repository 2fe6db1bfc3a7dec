package dev.larry.check.rule;

import dev.larry.model.Finding;

import java.util.function.Consumer;

/**
 * A pure check of manifests, whoever wrote them.
 *
 * @param <T> what the check looks at: the whole tree
 */
@FunctionalInterface
public interface TreeCheck<T> {
    /** Says what is wrong, in any order; whoever collects sorts. */
    void check(T tree, Consumer<Finding> findings);
}
