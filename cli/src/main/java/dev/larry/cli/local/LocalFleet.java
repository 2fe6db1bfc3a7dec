package dev.larry.cli.local;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Paths;
import dev.larry.contract.RunReport;
import dev.larry.model.Fleet;
import dev.larry.render.AgentDocuments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All agents of a fleet as processes of this machine, tended until closed. */
public final class LocalFleet implements AutoCloseable {
    private static final long GLANCE_MILLIS = 200;
    private static final int RESTARTS = 20;
    private static final Pattern STATE = Pattern.compile("/state on page port ([0-9]+)");

    private final LocalPlace place;
    private final List<LocalAgent> agents = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread tending;

    private LocalFleet(LocalPlace place) {
        this.place = place;
        this.tending = Thread.ofPlatform().daemon().name("fleet").unstarted(this::tend);
    }

    /**
     * Starts every agent.
     *
     * @param java the command that runs the agent, before its role
     * @param environment variables besides this process's own
     * @throws IOException where settings cannot be written or an agent cannot be started
     */
    public static LocalFleet start(
            Fleet fleet, LocalPlace place, List<String> java, Map<String, String> environment)
            throws IOException {
        LocalFleet local = new LocalFleet(place);
        try {
            for (AgentDocuments agent : AgentDocuments.of(fleet)) {
                local.start(agent, java, environment);
            }
        } catch (IOException e) {
            local.close();
            throw e;
        }
        local.tending.start();
        return local;
    }

    /** This very Java with this class path, small and quick to start. */
    public static List<String> thisJava() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.larry.agent.main.Main");
    }

    private void start(AgentDocuments agent, List<String> java, Map<String, String> environment)
            throws IOException {
        AgentSettings settings = place.here(agent.settings());
        Path directory = Files.createDirectories(place.agent(agent.name()));
        Path file =
                Files.writeString(
                        directory.resolve(Paths.SETTINGS_FILE), ContractJson.document(settings));
        if (settings.larry() != null) {
            Files.createDirectories(place.volume(settings.larry().name()));
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(
                List.of(
                        settings.role().name().toLowerCase(Locale.ROOT),
                        "--settings",
                        file.toString(),
                        "--work",
                        Files.createDirectories(directory.resolve("work")).toString(),
                        "--port",
                        "0"));
        if (settings.role() == Role.META) {
            command.addAll(List.of("--archive", place.archive().toString()));
        }
        if (settings.role() == Role.OBSERVER) {
            command.addAll(List.of("--page", "0"));
        }
        agents.add(
                LocalAgent.start(
                        agent.name(),
                        settings.role(),
                        command,
                        environment,
                        directory,
                        2 * settings.run().attempts()));
    }

    private void tend() {
        try {
            while (!closed.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                for (LocalAgent agent : agents) {
                    agent.tend();
                }
            }
        } catch (InterruptedException | IOException e) {
            // What cannot be started again stays ended, and whoever looks sees it.
            Thread.currentThread().interrupt();
        }
    }

    public List<LocalAgent> agents() {
        return List.copyOf(agents);
    }

    /** A server that was started so often that another start will not help, and its last words. */
    public Optional<String> broken() {
        return agents.stream()
                .filter(agent -> agent.role() != Role.WORKER && agent.starts() > RESTARTS)
                .map(agent -> agent.name() + " does not stay up" + agent.lastWords())
                .findFirst();
    }

    /** Where the observer serves the run's state; empty until it does. */
    public Optional<URI> state() throws IOException {
        for (LocalAgent agent : agents) {
            Matcher served = STATE.matcher("");
            if (agent.role() == Role.OBSERVER
                    && served.reset(Files.readString(agent.log())).find()) {
                return Optional.of(URI.create("http://127.0.0.1:" + served.group(1) + "/state"));
            }
        }
        return Optional.empty();
    }

    /** Where the meta-coordinator leaves the run's report data. */
    public Path report() {
        return place.archive().resolve("reports").resolve(place.runId()).resolve(RunReport.FILE);
    }

    /** Waits for the run's report and the workers' end; whether both came in time. */
    public boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(report())
                || agents.stream()
                        .anyMatch(
                                agent -> agent.role() == Role.WORKER && agent.ended().isEmpty())) {
            if (System.nanoTime() - end >= 0
                    || closed.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Stops every agent: workers first, for they give their tasks back. */
    @Override
    public void close() {
        closed.countDown();
        for (LocalAgent agent : agents.reversed()) {
            agent.process().destroy();
        }
        agents.reversed().forEach(LocalAgent::stop);
    }
}
