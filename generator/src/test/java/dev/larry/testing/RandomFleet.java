package dev.larry.testing;

import dev.larry.model.Amount;
import dev.larry.model.Argo;
import dev.larry.model.Budget;
import dev.larry.model.Bytes;
import dev.larry.model.Cluster;
import dev.larry.model.Declared;
import dev.larry.model.Fleet;
import dev.larry.model.Images;
import dev.larry.model.Larry;
import dev.larry.model.Llm;
import dev.larry.model.MilliCpu;
import dev.larry.model.Monitoring;
import dev.larry.model.Node;
import dev.larry.model.Peer;
import dev.larry.model.Plan;
import dev.larry.model.Port;
import dev.larry.model.Redis;
import dev.larry.model.Resources;
import dev.larry.model.Run;
import dev.larry.model.Secrets;
import dev.larry.model.Security;
import dev.larry.model.Shared;
import dev.larry.model.Storage;
import dev.larry.model.Taint;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;
import dev.larry.model.Traces;
import dev.larry.model.Volume;
import dev.larry.model.Worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Everything of a random fleet but its Larrys. */
final class RandomFleet {
    private final Random random;
    private final NastyTexts texts;
    private final RandomValues values;

    RandomFleet(Random random) {
        this.random = random;
        this.texts = new NastyTexts(random);
        this.values = new RandomValues(random);
    }

    Fleet fleet(int larryCount, int workersAtMost) {
        List<Node> nodes = nodes();
        RandomLarry larry = new RandomLarry(random, nodes.stream().map(Node::name).toList());
        List<Larry> larrys = new ArrayList<>();
        for (int i = 0; i < larryCount; i++) {
            larrys.add(larry.next(1 + random.nextInt(workersAtMost)));
        }
        boolean tokens = larrys.stream().anyMatch(each -> each.tokens().value() > 0);
        Budget budget = budget(larrys, tokens);
        Monitoring monitoring =
                new Monitoring(
                        random.nextInt(4) > 0,
                        "monitoring",
                        texts.label(63),
                        values.labels(),
                        Duration.ofSeconds(1 + random.nextInt(90)),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(
                                        new Traces(
                                                "http://collector.tracing.svc:4318",
                                                Optional.of(new Peer("tracing", values.labels())),
                                                List.of(),
                                                new Port(4318))));
        return new Fleet(
                texts.label(32),
                cluster(nodes),
                redis(),
                storage(),
                monitoring,
                argo(),
                images(),
                budget.total().value() > 0 ? Optional.of(llm()) : Optional.empty(),
                new Security(
                        1 + random.nextInt(100_000),
                        1 + random.nextInt(100_000),
                        random.nextInt(4) == 0,
                        List.of()),
                secrets(),
                budget,
                random.nextBoolean() ? Optional.of(declared(larrys)) : Optional.empty(),
                run(),
                system(nodes),
                plan(),
                larrys);
    }

    private List<Node> nodes() {
        Set<String> taken = NastyTexts.none();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(7); i++) {
            Amount capacity =
                    new Amount(
                            new MilliCpu(8_000 + 500L * random.nextInt(100)),
                            new Bytes((16L + random.nextInt(100)) << 30));
            Amount reserved =
                    new Amount(
                            new MilliCpu(random.nextInt(1_500)),
                            new Bytes((long) random.nextInt(2_000) << 20));
            nodes.add(
                    new Node(
                            texts.subdomain(63, taken),
                            "10.0." + random.nextInt(256) + "." + random.nextInt(256),
                            values.oneOf(Node.Role.values()),
                            capacity,
                            reserved,
                            40 + random.nextInt(200),
                            values.labels(),
                            taints()));
        }
        return nodes;
    }

    private List<Taint> taints() {
        List<Taint> taints = new ArrayList<>();
        for (int i = random.nextInt(6) - 4; i >= 0; i--) {
            taints.add(
                    new Taint(
                            "example.com/taint-" + i,
                            texts.labelValue(),
                            values.oneOf(Taint.Effect.values())));
        }
        return taints;
    }

    private Cluster cluster(List<Node> nodes) {
        return new Cluster(
                texts.label(63),
                "1.36",
                "cluster.local",
                new Cluster.ApiServer(
                        List.of("10.0.10.21/32", "fd00::/8").subList(0, 1 + random.nextInt(2)),
                        values.port()),
                random.nextInt(2),
                random.nextBoolean() ? List.of() : List.of(values.oneOf(Node.Role.values())),
                nodes);
    }

    private Redis redis() {
        boolean own = random.nextBoolean();
        Optional<Redis.Own> rendered =
                own
                        ? Optional.of(
                                new Redis.Own(
                                        "docker.io/valkey/valkey:8.1.4",
                                        new Bytes(1L << 30),
                                        values.resources(),
                                        values.resources(),
                                        new Bytes(64L << 20)))
                        : Optional.empty();
        return new Redis(
                "redis-ha",
                texts.service(),
                own || random.nextBoolean() ? Optional.of(texts.label(63)) : Optional.empty(),
                new Port(6379),
                new Port(26379),
                !own && random.nextBoolean(),
                values.labels(),
                "larry-redis",
                random.nextInt(3),
                rendered);
    }

    private Storage storage() {
        return new Storage(
                texts.label(63),
                values.oneOf(Storage.AccessMode.values()),
                values.oneOf(Storage.Binding.values()));
    }

    private Argo argo() {
        return new Argo(
                "argocd",
                "https://git.example.com/" + texts.label(20) + ".git",
                values.oneOf("main", "on", "release/1.0", "12"),
                "gitops",
                "https://kubernetes.default.svc",
                random.nextInt(4) == 0 ? List.of("4AEE18F83AFDEB23") : List.of());
    }

    private Images images() {
        return new Images(
                "registry.example.com/" + texts.label(20),
                values.image("agent"),
                values.oneOf(Images.PullPolicy.values()),
                random.nextInt(3) == 0 ? List.of("pull", "12") : List.of());
    }

    private Llm llm() {
        boolean proxy = random.nextBoolean();
        return new Llm(
                "https://llm.example.com/v1",
                proxy ? List.of() : List.of("203.0.113.0/24", "2001:db8::/32"),
                proxy ? Optional.of(new Peer("llm-proxy", values.labels())) : Optional.empty(),
                values.port(),
                random.nextBoolean() ? Optional.of("llm") : Optional.empty());
    }

    private Secrets secrets() {
        return new Secrets(
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new Secrets.External(
                                        texts.label(63),
                                        values.oneOf(Secrets.StoreKind.values()),
                                        values.oneOf("larry", "teams/larry", "on"),
                                        Duration.ofHours(1 + random.nextInt(48)))));
    }

    private Budget budget(List<Larry> larrys, boolean tokens) {
        Tokens meta = new Tokens(tokens ? 1_000L * random.nextInt(50) : 0);
        Tokens reserve = new Tokens(tokens ? random.nextInt(25_000) : 0);
        Tokens total = meta.plus(reserve);
        for (Larry larry : larrys) {
            total = total.plus(larry.tokens());
        }
        return new Budget(total, meta, reserve);
    }

    private static Declared declared(List<Larry> larrys) {
        Resources sum = Resources.ZERO;
        for (Larry larry : larrys) {
            sum = sum.plus(larry.coordinator().resources());
            for (Worker worker : larry.workers()) {
                sum = sum.plus(worker.resources());
            }
        }
        return new Declared(sum.requests(), sum.limits());
    }

    private Run run() {
        return new Run(
                texts.label(20),
                Instant.parse("2026-01-05T08:00:00Z").plusSeconds(random.nextInt(10_000_000)),
                Duration.ofMinutes(120),
                Duration.ofMinutes(1 + random.nextInt(10)),
                Duration.ofSeconds(random.nextInt(600)),
                Duration.ofSeconds(5 + random.nextInt(500)),
                1 + random.nextInt(20),
                Duration.ofDays(1 + random.nextInt(20)),
                new Targets(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        Duration.ofMinutes(random.nextInt(60)),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(101),
                        values.lines()),
                values.lines());
    }

    private Shared system(List<Node> nodes) {
        List<String> names = nodes.stream().map(Node::name).toList();
        Optional<Shared.Ingress> ingress =
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new Shared.Ingress(
                                        "larry.example.com",
                                        "traefik",
                                        "kube-system",
                                        random.nextBoolean()
                                                ? Optional.of("tls")
                                                : Optional.empty()));
        return new Shared(
                "larry-system",
                new Shared.Part(values.resources(), values.some(names)),
                new Shared.Part(values.resources(), values.some(names)),
                new Volume(new Bytes((1L + random.nextInt(50)) << 30)),
                ingress);
    }

    private Plan plan() {
        List<Plan.Risk> risks = new ArrayList<>();
        Map<String, Integer> names = new TreeMap<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            String name = texts.line();
            if (names.put(name, i) == null) {
                risks.add(new Plan.Risk(name, texts.line(), texts.line()));
            }
        }
        return new Plan(texts.text(), risks);
    }
}
