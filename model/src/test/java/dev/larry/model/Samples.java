package dev.larry.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small fleets, made by hand. */
final class Samples {
    private static final Resources SMALL = resources("1", "2Gi", "2", "4Gi");

    private Samples() {}

    static Resources resources(String cpu, String memory, String cpuLimit, String memoryLimit) {
        return new Resources(
                new Amount(MilliCpu.parse(cpu), Bytes.parse(memory)),
                new Amount(MilliCpu.parse(cpuLimit), Bytes.parse(memoryLimit)));
    }

    static Node node(String name) {
        return new Node(
                name,
                "10.0.10.31",
                Node.Role.AGENT,
                new Amount(MilliCpu.parse("8"), Bytes.parse("24Gi")),
                new Amount(MilliCpu.parse("1"), Bytes.parse("4Gi")),
                110,
                Map.of(),
                List.of());
    }

    static Worker worker(
            String name,
            String task,
            String tokens,
            Duration expected,
            Duration timeout,
            String... after) {
        return new Worker(
                name,
                "does " + task,
                new Task(
                        task,
                        "command",
                        new Parameters(new TreeMap<>(Map.of("command", List.of("true"))))),
                Tokens.parse(tokens),
                expected,
                timeout,
                List.of(after),
                List.of("node-1"),
                "worker:1",
                SMALL,
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Worker worker(String name, int expected, int timeout, String... after) {
        return worker(
                name, name, "1k", Duration.ofMinutes(expected), Duration.ofMinutes(timeout), after);
    }

    static MasterAgent master(String name, String own, String pool) {
        return new MasterAgent(name, Tokens.parse(own), Tokens.parse(pool), "", Optional.empty());
    }

    static Larry larry(
            String name,
            String tokens,
            Resources coordinator,
            List<MasterAgent> masters,
            List<Worker> workers) {
        return new Larry(
                name,
                "",
                "domain of " + name,
                Larry.Colour.BLUE,
                Tokens.parse(tokens),
                Duration.ofMinutes(30),
                new Volume(Bytes.parse("10Gi")),
                new Coordinator(Optional.empty(), List.of("node-1"), coordinator),
                masters,
                workers,
                List.of());
    }

    static Larry larry(String name, Worker... workers) {
        return larry(name, "1k", SMALL, List.of(), List.of(workers));
    }

    static Fleet fleet(Larry... larrys) {
        return fleet(
                new Budget(Tokens.parse("478k"), Tokens.parse("50k"), Tokens.parse("25k")),
                List.of(larrys));
    }

    static Fleet fleet(Budget budget, List<Larry> larrys) {
        return new Fleet(
                "test",
                new Cluster(
                        "test",
                        "1.36",
                        "cluster.local",
                        new Cluster.ApiServer(List.of("10.0.10.21/32"), new Port(6443)),
                        0,
                        List.of(),
                        List.of(node("node-1"), node("node-2"))),
                new Redis(
                        "redis-ha",
                        "redis",
                        Optional.of("mymaster"),
                        new Port(6379),
                        new Port(26379),
                        false,
                        Map.of(),
                        "larry-redis",
                        1,
                        Optional.empty()),
                new Storage(
                        "longhorn", Storage.AccessMode.READ_WRITE_MANY, Storage.Binding.IMMEDIATE),
                new Monitoring(
                        true,
                        "monitoring",
                        "kps",
                        Map.of(),
                        Duration.ofSeconds(15),
                        Optional.empty()),
                new Argo(
                        "argocd",
                        "https://git.example/fleet.git",
                        "main",
                        "gitops",
                        "https://kubernetes.default.svc",
                        List.of()),
                new Images(
                        "registry.example/larry",
                        "agent:1",
                        Images.PullPolicy.IF_NOT_PRESENT,
                        List.of()),
                Optional.empty(),
                new Security(10001, 10001, false, List.of()),
                new Secrets(Optional.empty()),
                budget,
                Optional.empty(),
                new Run(
                        "run-1",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Duration.ofMinutes(40),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        3,
                        Duration.ofDays(7),
                        Targets.NONE,
                        List.of()),
                new Shared(
                        "larry-system",
                        new Shared.Part(SMALL, List.of()),
                        new Shared.Part(SMALL, List.of("node-2")),
                        new Volume(Bytes.parse("1Gi")),
                        Optional.empty()),
                new Plan("All at once.", List.of()),
                larrys);
    }
}
