package dev.larry.render;

import dev.larry.model.Fleet;

import java.util.function.Consumer;

/** Renders one kind of thing: a pure function from a fleet to manifests. */
@FunctionalInterface
public interface Component {
    /** Hands over every manifest of this component; the order means nothing. */
    void render(Fleet fleet, Consumer<Manifest> out);
}
