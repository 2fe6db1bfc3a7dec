package dev.larry.check.fit;

import java.util.List;

/**
 * Demands that ask for the same and may go to the same nodes.
 *
 * @param open the nodes that are open to them and have the room for one
 */
record Kind(Size size, NodeSet open, List<Demand> demands) {
    int count() {
        return demands.size();
    }
}
