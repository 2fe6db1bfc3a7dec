package dev.larry.cli;

import dev.larry.cli.watch.LiveTerminal;
import dev.larry.cli.watch.ObserverSource;
import dev.larry.cli.watch.PlainLines;
import dev.larry.cli.watch.StateSource;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Stage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Shows a run as it goes on. */
@Command(
        name = "watch",
        description = {
            "Shows a run as it goes on: live on a terminal, as lines elsewhere.",
            "As lines it ends with the run: 0 where every task is done, else 1."
        },
        footer = {"", "Example: larry watch prod"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Watch implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private RootOption root;
    @Mixin private ClusterOption cluster;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The observer's page (default: that of the run on this machine, or of the"
                            + " environment's cluster).")
    private @Nullable URI url;

    @Option(names = "--once", description = "Say how the run stands now, and end.")
    private boolean once;

    @Option(names = "--json", description = "A line of JSON for each state.")
    private boolean json;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Between two looks, 1 to 60 (default: 1).")
    private int interval = 1;

    @Option(names = "--no-color", description = "No colours; NO_COLOR says the same.")
    private boolean noColour;

    @Parameters(paramLabel = "ENV", description = "The environment whose run it is.")
    private String environment = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (interval < 1 || interval > 60) {
            throw new WrongUseException("--interval " + interval + ": 1 to 60 are allowed");
        }
        String name = Workspace.name(environment);
        StateSource source =
                url == null
                        ? Observers.of(root.workspace(), name, cluster, Clock.systemUTC())
                        : new ObserverSource(url);
        if (once || json || !Terminal.canDraw()) {
            return lines(source);
        }
        new LiveTerminal(
                        source,
                        Duration.ofSeconds(interval),
                        !noColour && Terminal.hasColour(),
                        Clock.systemUTC())
                .show();
        return Exit.CLEAN;
    }

    private int lines(StateSource source) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PlainLines plain = new PlainLines();
        while (true) {
            long asked = System.nanoTime();
            try {
                RunState state = source.read();
                if (json) {
                    out.println(ContractJson.line(state));
                } else {
                    plain.of(state).forEach(out::println);
                }
                out.flush();
                if (once || state.stage() == Stage.COMPLETE || state.stage() == Stage.OVER) {
                    return ended(state);
                }
            } catch (StateSource.AwayException e) {
                if (once) {
                    throw new CouldNotException(String.valueOf(e.getMessage()));
                }
                plain.away(String.valueOf(e.getMessage()))
                        .forEach(spec.commandLine().getErr()::println);
                spec.commandLine().getErr().flush();
            }
            // An observer answers when there is something new; that was waiting, too.
            Thread.sleep(Duration.ofSeconds(interval).minusNanos(System.nanoTime() - asked));
        }
    }

    private int ended(RunState state) {
        if (once && state.stage() != Stage.COMPLETE && state.stage() != Stage.OVER) {
            return Exit.CLEAN;
        }
        boolean all =
                state.stage() == Stage.COMPLETE
                        && state.phases().stream()
                                .allMatch(phase -> phase.done() == phase.tasks().size());
        return all ? Exit.CLEAN : Exit.FINDINGS;
    }
}
