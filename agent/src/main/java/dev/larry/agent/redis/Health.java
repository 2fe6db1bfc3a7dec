package dev.larry.agent.redis;

import java.time.Duration;
import java.util.List;

/** Whether Redis takes what a role needs: a scripted write with its acknowledgements, or a read. */
public final class Health {
    private static final Script WRITE = Script.load(Health.class, "ready", 1);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Redis redis;

    public Health(Redis redis) {
        this.redis = redis.another();
    }

    /** Writes to this key as the protocol's scripts do; fails as {@link Redis#call} does. */
    public void write(String key, Duration keep) {
        redis.evalAcknowledged(
                PATIENCE, WRITE, List.of(key), List.of(Long.toString(keep.toMillis())));
    }

    /** Reads this key. */
    public void read(String key) {
        redis.call(PATIENCE, jedis -> jedis.exists(key));
    }

    /** How many replicas the server that takes writes knows of. Redis docs, "ROLE". */
    public int replicas() {
        return redis.call(
                PATIENCE,
                jedis -> {
                    List<Object> role = jedis.role();
                    return role.size() > 2 && role.get(2) instanceof List<?> known
                            ? known.size()
                            : 0;
                });
    }
}
