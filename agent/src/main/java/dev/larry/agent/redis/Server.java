package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import redis.clients.jedis.Jedis;

import java.util.HashMap;
import java.util.Map;

/**
 * Which server a connection leads to.
 *
 * @param flavour redis or valkey
 * @param version its own version
 * @param compatible the version of Redis that it is compatible with
 * @param identity another where other data may be served: the process and its replication history.
 *     Redis docs, "INFO": run_id, master_replid
 */
public record Server(String flavour, String version, String compatible, String identity) {
    private static final int MAJOR = 6;
    private static final int MINOR = 2;

    /** Asks it. */
    static Server of(Jedis redis) {
        Map<String, String> info = new HashMap<>();
        read(redis.info("server"), info);
        read(redis.info("replication"), info);
        String compatible = info.getOrDefault("redis_version", "0");
        String valkey = info.get("valkey_version");
        return new Server(
                valkey == null ? "redis" : "valkey",
                valkey == null ? compatible : valkey,
                compatible,
                info.getOrDefault("run_id", "") + "/" + info.getOrDefault("master_replid", ""));
    }

    static void read(String answer, Map<String, String> info) {
        answer.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> info.put(pair[0], pair[1].strip()));
    }

    /** Refuses what is older than the protocol's scripts need. */
    void check(String place) {
        String[] parts = compatible.split("\\.", -1);
        int major = number(parts, 0);
        if (major < MAJOR || major == MAJOR && number(parts, 1) < MINOR) {
            throw new AgentException(
                    ExitCode.BAD_REDIS,
                    "redis "
                            + place
                            + ": version "
                            + version
                            + ", allowed "
                            + MAJOR
                            + "."
                            + MINOR
                            + " or later; upgrade the server");
        }
    }

    private static int number(String[] parts, int index) {
        return index < parts.length && parts[index].matches("[0-9]{1,6}")
                ? Integer.parseInt(parts[index])
                : 0;
    }
}
