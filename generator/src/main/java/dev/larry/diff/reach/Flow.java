package dev.larry.diff.reach;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.diff.object.ManifestObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One thing that a NetworkPolicy allows.
 *
 * @param direction Ingress or Egress
 * @param peer as the policy has it; empty: anybody
 * @param protocol empty: every port of every protocol
 * @param port a number or a name; empty: every port
 * @param lastPort the end of a range; the port itself where there is none
 */
record Flow(String direction, String peer, String protocol, String port, String lastPort) {

    /** Source: NetworkPolicySpec: a rule without peers is for all, one without ports for all. */
    static List<Flow> of(ManifestObject policy) {
        List<Flow> flows = new ArrayList<>();
        for (String direction : types(policy)) {
            boolean in = direction.equals("Ingress");
            for (JsonNode rule : policy.at(in ? "/spec/ingress" : "/spec/egress")) {
                List<String> peers =
                        rule.path(in ? "from" : "to")
                                .valueStream()
                                .map(JsonNode::toString)
                                .toList();
                for (String peer : peers.isEmpty() ? List.of("") : peers) {
                    if (rule.path("ports").isEmpty()) {
                        flows.add(new Flow(direction, peer, "", "", ""));
                    }
                    for (JsonNode port : rule.path("ports")) {
                        String number = port.path("port").asText("");
                        flows.add(
                                new Flow(
                                        direction,
                                        peer,
                                        port.path("protocol").asText("TCP"),
                                        number,
                                        port.path("endPort").asText(number)));
                    }
                }
            }
        }
        return flows;
    }

    /** Source: NetworkPolicySpec.policyTypes: Ingress always, Egress where there is such a rule. */
    static Set<String> types(ManifestObject policy) {
        Set<String> types =
                policy.at("/spec/policyTypes")
                        .valueStream()
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (types.isEmpty()) {
            types.add("Ingress");
            if (!policy.at("/spec/egress").isMissingNode()) {
                types.add("Egress");
            }
        }
        return types;
    }

    /** Whether everything that the other allows is allowed here. */
    boolean covers(Flow other) {
        return direction.equals(other.direction)
                && (peer.isEmpty() || peer.equals(other.peer) || coversAddresses(other))
                && (protocol.isEmpty() || protocol.equals(other.protocol))
                && (port.isEmpty() || coversPorts(other));
    }

    private boolean coversAddresses(Flow other) {
        Optional<Cidr> mine = cidr(peer);
        Optional<Cidr> theirs = cidr(other.peer);
        return mine.isPresent()
                && theirs.isPresent()
                && !peer.contains("\"except\"")
                && mine.get().contains(theirs.get());
    }

    private static Optional<Cidr> cidr(String peer) {
        int start = peer.indexOf("\"cidr\":\"");
        if (start < 0) {
            return Optional.empty();
        }
        int from = start + "\"cidr\":\"".length();
        return Cidr.of(peer.substring(from, peer.indexOf('"', from)));
    }

    private boolean coversPorts(Flow other) {
        try {
            return Integer.parseInt(port) <= Integer.parseInt(other.port)
                    && Integer.parseInt(other.lastPort) <= Integer.parseInt(lastPort);
        } catch (NumberFormatException e) {
            return port.equals(other.port);
        }
    }

    /** For people. */
    String shown() {
        String who = peer.isEmpty() ? "anybody" : peer.replace("\"", "");
        String how =
                port.isEmpty()
                        ? protocol.isEmpty() ? "every port" : "every " + protocol + " port"
                        : protocol + " " + port + (lastPort.equals(port) ? "" : "-" + lastPort);
        return (direction.equals("Ingress") ? "from " : "to ") + who + " at " + how;
    }
}
