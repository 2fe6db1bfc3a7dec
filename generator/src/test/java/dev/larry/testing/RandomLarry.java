package dev.larry.testing;

import dev.larry.model.Access;
import dev.larry.model.Bytes;
import dev.larry.model.Coordinator;
import dev.larry.model.Egress;
import dev.larry.model.Larry;
import dev.larry.model.MasterAgent;
import dev.larry.model.Parameters;
import dev.larry.model.Peer;
import dev.larry.model.Task;
import dev.larry.model.Tokens;
import dev.larry.model.Volume;
import dev.larry.model.Worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Random Larrys of one fleet: their names, namespaces and tasks suit one another. */
final class RandomLarry {
    private final Random random;
    private final NastyTexts texts;
    private final RandomValues values;
    private final List<String> nodes;
    private final Set<String> names = NastyTexts.none();
    private final Set<String> tasks = NastyTexts.none();
    private final List<String> waitable = new ArrayList<>();

    RandomLarry(Random random, List<String> nodes) {
        this.random = random;
        this.texts = new NastyTexts(random);
        this.values = new RandomValues(random);
        this.nodes = nodes;
    }

    /** The next, with so many workers. */
    Larry next(int workerCount) {
        String name = texts.label(63, names);
        List<MasterAgent> masters = masters();
        Set<String> taken = NastyTexts.none();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < workerCount; i++) {
            workers.add(worker(texts.label(63, taken)));
        }
        Tokens tokens = Tokens.ZERO;
        for (MasterAgent master : masters) {
            tokens = tokens.plus(master.tokens()).plus(master.pool());
        }
        for (Worker worker : workers) {
            tokens = tokens.plus(worker.tokens());
        }
        return new Larry(
                name,
                random.nextInt(4) == 0 ? texts.label(63, names) : name,
                texts.line(),
                values.oneOf(Larry.Colour.values()),
                tokens,
                Duration.ofMinutes(100),
                new Volume(new Bytes((1L + random.nextInt(20)) << 30)),
                new Coordinator(
                        random.nextBoolean()
                                ? Optional.of(values.image("coordinator"))
                                : Optional.empty(),
                        values.some(nodes),
                        values.resources()),
                masters,
                workers,
                values.lines());
    }

    private List<MasterAgent> masters() {
        Set<String> taken = NastyTexts.none();
        List<MasterAgent> masters = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            masters.add(
                    new MasterAgent(
                            texts.label(63, taken),
                            tokens(),
                            tokens(),
                            texts.text(),
                            random.nextBoolean()
                                    ? Optional.of(task(texts.label(63, tasks)))
                                    : Optional.empty()));
        }
        return masters;
    }

    private Tokens tokens() {
        return new Tokens(random.nextBoolean() ? 0 : 500L * random.nextInt(40));
    }

    private Task task(String id) {
        TreeMap<String, Object> parameters = new TreeMap<>();
        List<String> command = new ArrayList<>(List.of(values.oneOf("/bin/sh", "on", "12", "a b")));
        for (int i = 0; i < random.nextInt(4); i++) {
            command.add(texts.text());
        }
        parameters.put("command", command);
        if (random.nextInt(3) == 0) {
            parameters.put("directory", "/data/" + texts.label(10));
        }
        return new Task(id, "command", new Parameters(parameters));
    }

    /** Waits only for workers made before it, so that no tasks wait for each other. */
    private Worker worker(String name) {
        String id = texts.label(63, tasks);
        List<String> after =
                waitable.stream().filter(each -> random.nextInt(waitable.size() + 1) == 0).toList();
        waitable.add(id);
        int expected = random.nextInt(120);
        return new Worker(
                name,
                texts.text(),
                task(id),
                tokens(),
                Duration.ofSeconds(expected),
                Duration.ofSeconds(expected + 1 + random.nextInt(600)),
                after,
                values.some(nodes),
                values.image("worker"),
                values.resources(),
                environment(),
                random.nextInt(3) == 0
                        ? List.of(
                                new Worker.SecretVariable(
                                        "TOKEN", "a.secret", values.oneOf("key", "on", "tls.crt")))
                        : List.of(),
                access(),
                egress());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            environment.put(
                    values.oneOf(
                            "A", "on", "_x", "NO", "y", "n", "null", "True", "B1", "http_proxy"),
                    texts.text());
        }
        return environment;
    }

    private List<Access> access() {
        List<Access> access = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            access.add(
                    new Access(
                            values.oneOf(List.of(""), List.of("", "apps"), List.of("batch")),
                            values.oneOf(List.of("pods", "pods/log"), List.of("deployments")),
                            List.of("get", "list"),
                            values.oneOf(
                                    List.<String>of(), List.of("database"), List.of("12", "on")),
                            values.oneOf(List.<String>of(), List.of("one", "null")),
                            texts.line()));
        }
        return access;
    }

    private List<Egress> egress() {
        List<Egress> egress = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            boolean pods = random.nextBoolean();
            egress.add(
                    new Egress(
                            pods
                                    ? Optional.of(new Peer(texts.label(63), values.labels()))
                                    : Optional.empty(),
                            pods ? List.of() : List.of("198.51.100.0/24"),
                            List.of(values.port(), values.port()),
                            texts.line()));
        }
        return egress;
    }
}
