package dev.larry.cli.local;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;
import dev.larry.model.Fleet;
import dev.larry.render.AgentDocuments;
import dev.larry.render.AgentDocuments.AgentDocument;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The processes of one run on this machine, from the first start to the last stop. */
public final class LocalRun implements AutoCloseable {
    /** The variable that tells tasks where the checkout is that they work on. */
    public static final String CHECKOUT = "LARRY_CHECKOUT";

    private static final Duration TO_BEGIN = Duration.ofMinutes(10);

    private final Fleet fleet;
    private final LocalFolder folder;
    private final Path checkout;
    private final List<Supervised> running = new ArrayList<>();
    private final List<Supervised> servers = new ArrayList<>();

    /**
     * A run that is to be started.
     *
     * @param checkout what its tasks work on
     */
    public LocalRun(Fleet fleet, LocalFolder folder, Path checkout) {
        this.fleet = fleet;
        this.folder = folder;
        this.checkout = checkout.toAbsolutePath().normalize();
    }

    /**
     * Starts Redis and every agent.
     *
     * @param now the beginning
     * @return the observer's page
     * @throws IOException where a file or a process cannot be made
     */
    public URI start(Instant now) throws IOException, InterruptedException {
        int port = LocalRedis.freePort();
        Supervised redis = LocalRedis.on(port, folder.redis(), folder.log("redis"));
        running.add(redis);
        redis.start();
        LocalRedis.await(port, redis);
        LocalSettings local =
                new LocalSettings(folder, now.plus(TO_BEGIN), "127.0.0.1:" + port);
        int page = LocalRedis.freePort();
        for (AgentDocument document : AgentDocuments.of(fleet)) {
            Supervised agent = agent(document, local.of(document.settings()), page);
            running.add(agent);
            if (document.settings().role() != Role.WORKER) {
                servers.add(agent);
            }
            agent.start();
        }
        URI url = URI.create("http://127.0.0.1:" + page + "/");
        Files.writeString(folder.observer(), url + "\n");
        return url;
    }

    private Supervised agent(AgentDocument document, AgentSettings settings, int page)
            throws IOException {
        String name = document.name();
        Path file = folder.settings(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createDirectories(folder.records());
        Files.createDirectories(folder.archive());
        Files.createDirectories(folder.work(name));
        if (settings.larry() != null) {
            Files.createDirectories(folder.volume(settings.larry().name()));
        }
        Files.writeString(file, ContractJson.document(settings));
        boolean worker = settings.role() == Role.WORKER;
        return new Supervised(
                name,
                command(settings.role(), file, folder.work(name), page),
                Map.of(CHECKOUT, checkout.toString(), "HOSTNAME", name),
                folder.log(name),
                LocalRun::worthAnother,
                worker ? fleet.run().attempts() + 3 : Integer.MAX_VALUE);
    }

    private List<String> command(Role role, Path settings, Path work, int page) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.larry.agent.main.Main",
                role.name().toLowerCase(Locale.ROOT),
                "--settings",
                settings.toString(),
                "--work",
                work.toString(),
                "--archive",
                folder.archive().toString(),
                "--port",
                "0",
                "--page",
                Integer.toString(role == Role.OBSERVER ? page : 0));
    }

    /** As the Job's podFailurePolicy; what no agent says of itself was done to it. */
    private static boolean worthAnother(int code) {
        return code != 0
                && Arrays.stream(ExitCode.values())
                        .filter(known -> known.code() == code)
                        .allMatch(ExitCode::retry);
    }

    /** A server that ended for good though the run goes on, and its last words. */
    public Optional<String> broken() {
        return servers.stream()
                .filter(one -> one.exit().isPresent())
                .map(one -> one.name() + " ended with " + one.exit().getAsInt() + lastWords(one))
                .findFirst();
    }

    private static String lastWords(Supervised one) {
        try {
            List<String> lines = Files.readAllLines(one.log());
            return lines.isEmpty() ? "" : ": " + lines.getLast();
        } catch (IOException e) {
            return "; see " + one.log();
        }
    }

    /** Stops every process; the agents first, so that they can say their last words to Redis. */
    @Override
    public void close() {
        running.stream().skip(1).forEach(Supervised::stop);
        running.reversed().forEach(Supervised::close);
        try {
            Files.deleteIfExists(folder.observer());
        } catch (IOException e) {
            // Whoever watches gets no answer there, and says so.
        }
    }
}
