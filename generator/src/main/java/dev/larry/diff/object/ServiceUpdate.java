package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * What may change of a Service. Addresses that a manifest leaves out are the cluster's own choice
 * and stay.
 *
 * <p>Source: ValidateServiceUpdate and ValidateServiceClusterIPsRelatedFields of Kubernetes, and
 * patchAllocatedValues of its Service storage.
 */
final class ServiceUpdate {
    private static final String SOURCE = "ValidateServiceUpdate";

    private ServiceUpdate() {}

    static void check(ManifestObject before, ManifestObject after, List<String> reasons) {
        String was = before.at("/spec/type").asText("ClusterIP");
        String is = after.at("/spec/type").asText("ClusterIP");
        // To or from ExternalName, addresses are released or allotted anew.
        if (!was.equals("ExternalName") && !is.equals("ExternalName")) {
            String oldAddress = before.at("/spec/clusterIP").asText("");
            String newAddress = after.at("/spec/clusterIP").asText("");
            if (!newAddress.isEmpty() && !newAddress.equals(oldAddress)) {
                reasons.add(
                        ImmutableFields.immutable("/spec/clusterIP", SOURCE)
                                + (oldAddress.isEmpty()
                                        ? ": the cluster has allotted an address already"
                                        : ""));
            }
            JsonNode oldFamily = before.at("/spec/ipFamilies/0");
            JsonNode newFamily = after.at("/spec/ipFamilies/0");
            if (!oldFamily.isMissingNode()
                    && !newFamily.isMissingNode()
                    && !oldFamily.equals(newFamily)) {
                reasons.add("the first of spec.ipFamilies is immutable (" + SOURCE + ")");
            }
        }
        if (was.equals("LoadBalancer") && is.equals("LoadBalancer")) {
            JsonNode oldClass = before.at("/spec/loadBalancerClass");
            JsonNode newClass = after.at("/spec/loadBalancerClass");
            if (!oldClass.equals(newClass)) {
                reasons.add(ImmutableFields.immutable("/spec/loadBalancerClass", SOURCE));
            }
        }
    }

    /** Whether a headless Service is to get an address, which nothing but making it anew does. */
    static boolean staysHeadless(ManifestObject before, ManifestObject after) {
        return before.at("/spec/clusterIP").asText("").equals("None")
                && after.at("/spec/clusterIP").isMissingNode()
                && !after.at("/spec/type").asText("").equals("ExternalName");
    }
}
