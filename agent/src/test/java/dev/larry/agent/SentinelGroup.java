package dev.larry.agent;

import dev.larry.contract.AgentSettings.RedisSettings;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A master, a replica and three Sentinels; the replica follows as a user that can be turned off.
 */
public final class SentinelGroup implements AutoCloseable {
    private static final String NAME = "mymaster";

    private final RedisProcess master;
    private final RedisProcess replica;
    private final List<RedisProcess> sentinels = new ArrayList<>();

    private SentinelGroup(RedisProcess master, RedisProcess replica) {
        this.master = master;
        this.replica = replica;
    }

    /** Starts one of the program that comes with the tests, and waits until it is whole. */
    public static SentinelGroup start() throws IOException, InterruptedException {
        return start(Servers.own());
    }

    /** Starts one of this program, and waits until it is whole. */
    public static SentinelGroup start(Servers.Program program)
            throws IOException, InterruptedException {
        RedisProcess master =
                RedisProcess.start(
                        program,
                        "repl-diskless-sync-delay 0",
                        "user follower on >secret +psync +replconf +ping");
        RedisProcess replica =
                RedisProcess.start(
                        program,
                        "replicaof 127.0.0.1 " + master.port(),
                        "masteruser follower",
                        "masterauth secret");
        SentinelGroup group = new SentinelGroup(master, replica);
        AgentProcesses.await("the replica follows", group::follows);
        for (int sentinel = 0; sentinel < 3; sentinel++) {
            group.sentinels.add(
                    RedisProcess.start(
                            program,
                            RedisProcess.freePort(),
                            List.of(
                                    "sentinel",
                                    "sentinel monitor "
                                            + NAME
                                            + " 127.0.0.1 "
                                            + master.port()
                                            + " 2",
                                    "sentinel down-after-milliseconds " + NAME + " 1000",
                                    "sentinel failover-timeout " + NAME + " 4000")));
        }
        AgentProcesses.await("the Sentinels know each other and the replica", group::whole);
        return group;
    }

    private boolean follows() {
        try (Jedis client = replica.client()) {
            return client.info("replication").contains("master_link_status:up");
        }
    }

    private boolean whole() {
        for (RedisProcess sentinel : sentinels) {
            try (Jedis client = sentinel.client()) {
                String info = client.info("sentinel");
                if (!info.contains("slaves=1,sentinels=3")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As settings name it. */
    public RedisSettings settings(int acknowledgements) {
        return new RedisSettings(
                NAME,
                sentinels.stream().map(RedisProcess::endpoint).toList(),
                null,
                null,
                acknowledgements);
    }

    /** From now on the replica gets nothing. */
    public void cutReplication() {
        try (Jedis client = master.client()) {
            client.aclSetUser("follower", "off");
            client.clientKill(new ClientKillParams().type(ClientType.REPLICA));
        }
    }

    /** The replica catches up. */
    public void healReplication() {
        try (Jedis client = master.client()) {
            client.aclSetUser("follower", "on");
        }
    }

    /** Kills the master. */
    public void killMaster() throws InterruptedException {
        master.kill();
    }

    @Override
    public void close() throws IOException {
        for (RedisProcess sentinel : sentinels) {
            sentinel.close();
        }
        replica.close();
        master.close();
    }
}
