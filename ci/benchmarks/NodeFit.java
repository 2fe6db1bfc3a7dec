import dev.larry.check.fit.Fit;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.model.PlannedPod;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Times node fit alone, the first answer of a new JVM. Prints seconds by the clock and of the
 * thread's CPU, pods, nodes and the answer.
 */
final class NodeFit {
    private NodeFit() {}

    public static void main(String[] arguments) {
        Fleet fleet =
                new EnvironmentReader(Path.of(arguments[0]))
                        .read(arguments[1])
                        .fleet()
                        .orElseThrow();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        List<Fit> fits = Fit.of(fleet);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        String answer =
                switch (fits.getFirst()) {
                    case Fit.Placed _ -> "placed";
                    case Fit.Impossible set ->
                            "impossible, "
                                    + set.pods().size()
                                    + " pods, "
                                    + (set.irreducible() ? "irreducible" : "not shown irreducible");
                    case Fit.Undecided _ -> "undecided";
                };
        System.out.printf(
                Locale.ROOT,
                "%.3f;%.3f;%d;%d;%s%n",
                seconds,
                cpuSeconds,
                PlannedPod.of(fleet).size(),
                fleet.cluster().nodes().size(),
                answer);
    }
}
