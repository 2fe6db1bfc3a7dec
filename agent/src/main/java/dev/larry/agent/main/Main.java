package dev.larry.agent.main;

import dev.larry.agent.events.Log;
import dev.larry.agent.install.LaunchFiles;
import dev.larry.agent.install.RuntimeCopy;
import dev.larry.agent.record.ApiServer;
import dev.larry.agent.record.ApiServerStore;
import dev.larry.agent.record.DirectoryStore;
import dev.larry.agent.record.RecordStore;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.ExitCode;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The entry point of the image: {@code larry-agent coordinator|worker|meta|observer}, or {@code
 * install DIRECTORY} in an init container. Its log goes to standard output; why it failed goes to
 * standard error, in one line, and into the exit code.
 */
public final class Main {
    /** Wrong use, as for every command of this project. */
    private static final int WRONG_USE = 2;

    /** As the JVM itself ends for what nobody caught. */
    private static final int UNFORESEEN = 1;

    private Main() {}

    public static void main(String[] arguments) {
        Stopping stopping = new Stopping();
        stopping.exit(run(List.of(arguments), stopping, System.getenv()));
    }

    private static int run(
            List<String> arguments, Stopping stopping, Map<String, String> environment) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (arguments.size() == 2 && arguments.getFirst().equals("install")) {
            return install(Path.of(arguments.get(1)), err);
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("tokens")) {
            return tokens(arguments.subList(1, arguments.size()), environment, err);
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("larry-agent: " + e.getMessage() + "; " + Options.USAGE);
            return WRONG_USE;
        }
        try {
            return run(options, stopping, environment).code();
        } catch (AgentException e) {
            return failed(e, err);
        } catch (InterruptedException e) {
            err.println("larry-agent: stopped: interrupted");
            return ExitCode.STOPPED.code();
        } catch (RuntimeException e) {
            // Nobody foresaw it: what and where, for whoever mends it, and another pod may try.
            StackTraceElement[] frames = e.getStackTrace();
            err.println(
                    "larry-agent: failed: "
                            + e.toString().replaceAll("\\s+", " ")
                            + (frames.length == 0 ? "" : " at " + frames[0]));
            return UNFORESEEN;
        }
    }

    private static int tokens(
            List<String> words, Map<String, String> environment, PrintStream err) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            return new TokensCommand(environment, out, err).run(words);
        } catch (InterruptedException e) {
            err.println("larry-agent: tokens: interrupted");
            return ExitCode.STOPPED.code();
        }
    }

    private static int install(Path target, PrintStream err) {
        try {
            RuntimeCopy.to(target, System.getProperty(LaunchFiles.RUNTIME));
            return ExitCode.DONE.code();
        } catch (AgentException e) {
            return failed(e, err);
        }
    }

    private static int failed(AgentException problem, PrintStream err) {
        err.println(
                "larry-agent: "
                        + problem.code().name().toLowerCase(Locale.ROOT)
                        + ": "
                        + problem.getMessage());
        return problem.code().code();
    }

    private static ExitCode run(Options options, Stopping stopping, Map<String, String> environment)
            throws InterruptedException {
        AgentSettings settings = SettingsFile.read(options.settings(), options.role());
        String role = options.role().name().toLowerCase(Locale.ROOT);
        Clock clock = Clock.systemUTC();
        Log log =
                new Log(new PrintStream(System.out, false, StandardCharsets.UTF_8), clock)
                        .about("run", settings.run().id())
                        .about("role", role);
        return new Agent(
                        options,
                        environment,
                        settings,
                        self(settings, role, environment.get("HOSTNAME")),
                        store(settings, options, environment),
                        clock,
                        log,
                        stopping.listen())
                .run();
    }

    /** Unique to this process: its Larry and part, its pod and a random end. */
    private static String self(AgentSettings settings, String role, @Nullable String host) {
        String part =
                settings.larry() == null
                        ? role
                        : settings.larry().name()
                                + "/"
                                + (settings.worker() == null ? role : settings.worker().name());
        return part
                + "/"
                + (host == null ? "local" : host)
                + "/"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static RecordStore store(
            AgentSettings settings, Options options, Map<String, String> environment) {
        RecordSettings records = settings.records();
        if (records.directory() != null) {
            return new DirectoryStore(Path.of(records.directory()));
        }
        // Kubernetes docs, "Accessing the Kubernetes API from a Pod".
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.get("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null || records.namespace() == null) {
            throw new AgentException(
                    ExitCode.BAD_SETTINGS,
                    "records.namespace: this is no pod of a cluster; give records.directory"
                            + " instead");
        }
        return new ApiServerStore(
                ApiServer.ofPod(host, port, options.account(), options.patience()),
                records.namespace(),
                Map.of("app.kubernetes.io/part-of", "larry", "larry.dev/run", settings.run().id()));
    }
}
