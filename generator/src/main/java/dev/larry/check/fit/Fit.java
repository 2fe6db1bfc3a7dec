package dev.larry.check.fit;

import dev.larry.model.Amount;
import dev.larry.model.Fleet;
import dev.larry.model.Node;
import dev.larry.model.PlannedPod;

import java.util.List;

/**
 * Whether the pods of a fleet fit its nodes by what they request. Source: Kubernetes documentation,
 * "Resource Management for Pods and Containers" (how Pods with resource requests are scheduled).
 */
public sealed interface Fit {
    /**
     * What is known of a fleet: a placement of all its pods, or each set that was proved
     * impossible, or one part that is undecided.
     *
     * @throws ArithmeticException where all requests together pass 2^63 - 1
     */
    static List<Fit> of(Fleet fleet) {
        return new FleetFit(fleet).judge();
    }

    /**
     * Sets that cannot be placed once a node is gone, one node of those that the fleet says may be
     * lost after the other; none where the fleet does not fit as it is.
     */
    static List<Loss> losses(Fleet fleet) {
        return new FleetFit(fleet).losses(fleet.cluster().losable());
    }

    /** A node that may not be lost, and what would not fit then. */
    record Loss(Node node, Fit fit) {}

    /** A placement that was found: where each pod can go at the same time. */
    record Placed(List<Place> places) implements Fit {
        public Placed {
            places = List.copyOf(places);
        }
    }

    /** A pod and its node. */
    record Place(PlannedPod pod, Node node) {}

    /**
     * Pods of which no placement exists.
     *
     * @param irreducible whether it is proved that the rest fits if any one pod is dropped
     * @param leftOut the pod left out of what {@code shares} show
     * @param shares the nodes that the one left out may run on, with what the others of the set
     *     take
     */
    record Impossible(
            List<PlannedPod> pods, boolean irreducible, PlannedPod leftOut, List<Share> shares)
            implements Fit {
        public Impossible {
            pods = List.copyOf(pods);
            shares = List.copyOf(shares);
        }
    }

    /**
     * A node's part in an impossible set.
     *
     * @param taken by the set's other pods
     * @param pods how many of these are there
     * @param shortBy what is missing for the one left out
     * @param podsOver by how many pods the node would pass what it may run
     */
    record Share(Node node, Amount taken, long pods, Amount shortBy, long podsOver) {}

    /** Pods for which neither a placement nor a proof was found within the bound. */
    record Undecided(List<PlannedPod> pods) implements Fit {
        public Undecided {
            pods = List.copyOf(pods);
        }
    }
}
