package dev.larry.render;

import dev.larry.model.Redis;

import java.util.List;

/**
 * Who may do what at a Redis that Larry renders, one user per role. Source: Redis documentation,
 * "ACL" and "High availability with Redis Sentinel" (what Sentinels and replicas need).
 */
public enum RedisUser {
    COORDINATOR(true, RedisUser.AGENT),
    WORKER(true, RedisUser.AGENT),
    META(true, RedisUser.AGENT),
    /** Reads; it cannot even announce something. */
    OBSERVER(
            true,
            "~{larry:*}:* resetchannels &larry:coordination &larry:alerts -@all +@read +@connection"
                    + " +subscribe +unsubscribe -@dangerous +info +role"),
    /** What a replica logs in to its master as. */
    REPLICATION(false, "resetkeys resetchannels -@all +psync +replconf +ping"),
    /** What the Sentinels log in as, to Redis and to one another. */
    SENTINEL(
            false,
            "resetkeys allchannels -@all +multi +exec +slaveof +ping +subscribe +publish +role"
                    + " +info +config|rewrite +client|setname +client|kill +script|kill"),
    /** What the kubelet's probes log in as. */
    PROBE(false, "resetkeys resetchannels -@all +ping");

    /**
     * All that scripts over the keys of runs need, and nothing that reaches the server itself: no
     * configuration, no flushing, no other keys or channels.
     */
    private static final String AGENT =
            "~{larry:*}:* resetchannels &larry:coordination &larry:alerts -@all +@read +@write"
                    + " +@connection +@scripting +@transaction +@pubsub -@dangerous -@admin"
                    + " -script +info +role +wait";

    private final boolean agent;
    private final String rules;

    RedisUser(boolean agent, String rules) {
        this.agent = agent;
        this.rules = rules;
    }

    /** The users that pods of the fleet log in as. */
    static List<RedisUser> agents() {
        return List.of(values()).stream().filter(user -> user.agent).toList();
    }

    /** The user of an agent's role. */
    static RedisUser named(String wire) {
        return agents().stream()
                .filter(user -> user.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no Redis user for role " + wire));
    }

    /** Its name at Redis, and the key of its password in the server's Secret. */
    public String wire() {
        return switch (this) {
            case COORDINATOR -> "coordinator";
            case WORKER -> "worker";
            case META -> "meta";
            case OBSERVER -> "observer";
            case REPLICATION -> "replication";
            case SENTINEL -> "sentinel";
            case PROBE -> "probe";
        };
    }

    /** What it may do at Redis, as rules of an ACL file. */
    public String rules() {
        return rules;
    }

    /**
     * What it may do at a Sentinel: the Sentinels all, agents and probes what tells them who is
     * master.
     */
    String sentinelRules() {
        return this == SENTINEL ? "allchannels +@all" : TOPOLOGY;
    }

    /**
     * What anybody may do at a Sentinel. Clients differ in whether they log in there with what they
     * use at Redis, so both ways lead to the same few questions.
     */
    static final String TOPOLOGY =
            "allchannels -@all +@connection -@dangerous +subscribe +unsubscribe +psubscribe"
                    + " +punsubscribe +role +sentinel|get-master-addr-by-name +sentinel|master"
                    + " +sentinel|masters +sentinel|replicas +sentinel|sentinels";

    /**
     * The Secret that this user's pods mount, with the keys username and password. With a Redis of
     * its own each role has its own; an existing Redis has one user for all, as its owner gave it.
     */
    String secret(Redis redis) {
        return redis.own().isPresent() ? redis.secret() + "-" + wire() : redis.secret();
    }

    /** The Secret of the server itself, with a password per user. */
    static String serverSecret(Redis redis) {
        return redis.secret() + "-server";
    }
}
