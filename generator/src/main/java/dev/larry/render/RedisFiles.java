package dev.larry.render;

import dev.larry.model.Redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration and scripts of a Redis that Larry renders: the texts below templates/redis, and
 * what the model adds.
 */
final class RedisFiles {
    static final String START_REDIS = "start-redis.sh";
    static final String START_SENTINEL = "start-sentinel.sh";
    static final String PROBE = "probe.sh";

    private RedisFiles() {}

    /** Files by name. */
    static SortedMap<String, String> of(Redis redis, Redis.Own own) {
        SortedMap<String, String> files = new TreeMap<>();
        for (String script : new String[] {"common.sh", START_REDIS, START_SENTINEL, PROBE}) {
            files.put(script, text(script));
        }
        files.put(
                "redis.conf",
                text("redis.conf")
                        + "\nport "
                        + redis.port()
                        + "\nmaxmemory "
                        + own.maxMemory().value()
                        + "\n");
        files.put("sentinel.conf", text("sentinel.conf") + "\nport " + redis.sentinelPort() + "\n");
        files.put("redis.acl", redisAcl());
        files.put("sentinel.acl", sentinelAcl());
        return files;
    }

    private static String redisAcl() {
        StringBuilder acl = new StringBuilder("user default reset off\n");
        for (RedisUser user : RedisUser.values()) {
            append(acl, user, user.rules());
        }
        return acl.toString();
    }

    private static String sentinelAcl() {
        StringBuilder acl =
                new StringBuilder("user default reset on nopass " + RedisUser.TOPOLOGY + "\n");
        for (RedisUser user : RedisUser.values()) {
            if (user != RedisUser.REPLICATION) {
                append(acl, user, user.sentinelRules());
            }
        }
        return acl.toString();
    }

    /**
     * The start script puts the hash of the user's password in place of its name in angle brackets.
     */
    private static void append(StringBuilder acl, RedisUser user, String rules) {
        acl.append("user ").append(user.wire());
        acl.append(" reset on #<").append(user.wire()).append("> ").append(rules).append('\n');
    }

    private static String text(String name) {
        String resource = "/templates/redis/" + name;
        try (InputStream in = RedisFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
