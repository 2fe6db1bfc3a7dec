package dev.larry.tree;

import java.util.function.Consumer;

/** One thing that must hold of every rendered tree; it names each place where it does not. */
@FunctionalInterface
interface TreeCheck {
    void look(RenderedTree tree, Consumer<String> problems);
}
