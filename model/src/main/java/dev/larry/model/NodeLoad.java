package dev.larry.model;

import java.math.BigInteger;
import java.util.List;

/**
 * A node and the pods that can run on no other.
 *
 * @param sum what these pods request and may use at most
 */
public record NodeLoad(Node node, List<PlannedPod> pods, Resources sum) {
    public NodeLoad {
        pods = List.copyOf(pods);
    }

    /** Adds up; {@link ArithmeticException} where a sum passes 2^63 - 1. */
    static NodeLoad of(Node node, List<PlannedPod> pods) {
        return new NodeLoad(node, pods, Totals.sum(pods));
    }

    /** Whether the requests are at most what the node has for pods. */
    public boolean fits() {
        return sum.requests().cpu().compareTo(node.allocatable().cpu()) <= 0
                && sum.requests().memory().compareTo(node.allocatable().memory()) <= 0;
    }

    /** Requested CPU in percent of what the node has for pods, rounded up. */
    public long cpuPercent() {
        return percent(sum.requests().cpu().value(), node.allocatable().cpu().value());
    }

    /** Requested memory in percent of what the node has for pods, rounded up. */
    public long memoryPercent() {
        return percent(sum.requests().memory().value(), node.allocatable().memory().value());
    }

    /** The fuller of the two. */
    public long percent() {
        return Math.max(cpuPercent(), memoryPercent());
    }

    private static long percent(long part, long whole) {
        if (part == 0) {
            return 0;
        }
        if (whole == 0) {
            return Long.MAX_VALUE;
        }
        BigInteger[] result =
                BigInteger.valueOf(part)
                        .multiply(BigInteger.valueOf(100))
                        .divideAndRemainder(BigInteger.valueOf(whole));
        BigInteger up = result[1].signum() == 0 ? result[0] : result[0].add(BigInteger.ONE);
        return up.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }
}
