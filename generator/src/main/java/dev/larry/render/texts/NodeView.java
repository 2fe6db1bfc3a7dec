package dev.larry.render.texts;

import dev.larry.model.NodeLoad;

/**
 * A node, its pods and the arithmetic of what they request.
 *
 * @param cpuTerms the requests as a sum, such as {@code 2 + 4 × 1 = 6}
 */
public record NodeView(NodeLoad load, String cpuTerms, String memoryTerms) {
    static NodeView of(NodeLoad load) {
        return new NodeView(
                load,
                Sums.of(load.pods(), resources -> resources.requests().cpu(), load.sum()),
                Sums.of(load.pods(), resources -> resources.requests().memory(), load.sum()));
    }
}
