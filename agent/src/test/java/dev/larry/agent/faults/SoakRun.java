package dev.larry.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.Servers;
import dev.larry.agent.TcpProxy;
import dev.larry.agent.faults.Setup.Variant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Sixteen workers do two thousand tasks while faults come at random, again and again until the time
 * is over: {@code mvn verify -Psoak}. System properties: larry.soak.minutes, larry.soak.tasks,
 * larry.soak.seed.
 */
class SoakRun {
    private static final int MINUTES = Integer.getInteger("larry.soak.minutes", 30);
    private static final int TASKS = Integer.getInteger("larry.soak.tasks", 2_000);
    private static final int PROCESSES = 4;
    private static final int HANDS = 4;

    /** So many rounds that fail are enough to look into. */
    private static final int ENOUGH = 3;

    @TempDir Path directory;

    private final Random random = new Random(Long.getLong("larry.soak.seed", System.nanoTime()));
    private final Map<String, Process> processes = new HashMap<>();
    private final Repeats repeats = new Repeats(Path.of("target", "soak.md"));
    private int started;

    @Test
    void whatever_happens_the_invariants_hold() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        List<Servers.Program> programs = Servers.all();
        List<String> failures = new ArrayList<>();
        int failed = 0;
        for (int round = 0; System.nanoTime() < end && failed < ENOUGH; round++) {
            Servers.Program program = programs.get(round % programs.size());
            List<String> found =
                    repeats.once(
                            "soak",
                            round,
                            directory.resolve("round-" + round),
                            scratch -> new Found(round(program, scratch, end), -1));
            failures.addAll(found);
            failed += found.isEmpty() ? 0 : 1;
        }
        assertThat(failures).isEmpty();
    }

    private Judgement round(Servers.Program program, Path scratch, long end) throws Exception {
        try (RedisProcess redis =
                        RedisProcess.start(program, "appendonly yes", "appendfsync everysec");
                TcpProxy proxy = new TcpProxy(redis.port());
                Scenario scenario =
                        new Scenario(
                                new Setup(
                                        ProtocolRun.at(proxy.endpoint()),
                                        scratch.toString(),
                                        TASKS,
                                        3_000,
                                        500,
                                        2,
                                        Variant.RIGHT))) {
            start(scenario, "lead", 1);
            scenario.awaitInitialised();
            for (int process = 0; process < PROCESSES; process++) {
                start(scenario, "hands", HANDS);
            }
            while (victim("lead") != null && System.nanoTime() < end) {
                Thread.sleep(2_000 + random.nextInt(6_000));
                // Who reports what is lost has ended with the run: afterwards nothing is broken.
                if (victim("lead") != null) {
                    breakSomething(scenario, redis, proxy);
                }
            }
            proxy.loseAnswers(0);
            return scenario.end();
        } finally {
            processes.clear();
        }
    }

    private void start(Scenario scenario, String role, int number) throws Exception {
        String name = role + "-" + started++;
        processes.put(name, scenario.start(role, name, number));
    }

    private void breakSomething(Scenario scenario, RedisProcess redis, TcpProxy proxy)
            throws Exception {
        int fault = random.nextInt(8);
        scenario.fault("soak-" + fault);
        switch (fault) {
            case 0 -> redis.restart();
            case 1 -> {
                redis.forget();
                redis.restart();
            }
            case 2 -> killed(scenario, random.nextInt(4) == 0 ? "lead" : "hands");
            case 3 -> stopped();
            case 4 -> proxy.loseAnswers(1 + random.nextInt(50));
            case 5 -> {
                proxy.delay(random.nextInt(100));
                Thread.sleep(2_000);
                proxy.heal();
            }
            case 6 -> {
                proxy.cut();
                Thread.sleep(random.nextInt(8_000));
                proxy.heal();
            }
            case 7 -> {
                try (Jedis client = redis.client()) {
                    client.scriptFlush();
                    client.configSet("maxmemory", "1");
                    Thread.sleep(random.nextInt(4_000));
                    client.configSet("maxmemory", "0");
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    private void killed(Scenario scenario, String role) throws Exception {
        String victim = victim(role);
        if (victim != null) {
            processes.remove(victim);
            scenario.kill(victim);
            start(scenario, role, role.equals("lead") ? 1 : HANDS);
        }
    }

    private void stopped() throws Exception {
        String victim = victim("hands");
        if (victim != null) {
            Process process = Objects.requireNonNull(processes.get(victim));
            Scenario.signal(process, "STOP");
            Thread.sleep(random.nextInt(8_000));
            Scenario.signal(process, "CONT");
        }
    }

    private @Nullable String victim(String role) {
        List<String> alive =
                processes.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(role))
                        .filter(entry -> entry.getValue().isAlive())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        return alive.isEmpty() ? null : alive.get(random.nextInt(alive.size()));
    }
}
