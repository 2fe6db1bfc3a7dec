package dev.larry.gitops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A process of its own that writes a tree, to be killed or to run out of room. */
final class WritingProcess {
    static final String OLD = "old";
    static final String NEW = "new";

    /** Whether two trees can trade places in one step. */
    enum How {
        EXCHANGING(new NativeSwap()),
        MOVING(Swap.NONE);

        private final Swap swap;

        How(Swap swap) {
            this.swap = swap;
        }

        Swap swap() {
            return swap;
        }
    }

    private WritingProcess() {}

    /** The process: {@code OUT alternate HOW}, {@code OUT large} or {@code OUT fill}. */
    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[0]);
        switch (args[1]) {
            case "alternate" -> alternate(out, How.valueOf(args[2]));
            case "large" -> System.out.println(refusal(out, large()));
            case "fill" -> fill(out);
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    private static void alternate(Path out, How how) throws CannotWriteException {
        GitopsTree tree = new GitopsTree(out, "prod", how.swap());
        List<RenderedFile> odd = Rendering.version(NEW, 80);
        List<RenderedFile> even = Rendering.version(OLD, 80);
        for (boolean ready = false; ; ready = true) {
            tree.write(odd, Set.of());
            tree.write(even, Set.of());
            if (!ready) {
                System.out.println("ready");
            }
        }
    }

    private static List<RenderedFile> large() {
        List<RenderedFile> files = new ArrayList<>(Rendering.version(NEW, 80));
        files.add(Rendering.file("run/z/configmap-large.yaml", "x".repeat(8_000_000) + "\n"));
        return files;
    }

    private static void fill(Path out) throws Exception {
        List<RenderedFile> old = Rendering.version(OLD, 80);
        GitopsTree.at(out, "prod").write(old, Set.of());
        System.out.println(refusal(out, large()));
        boolean same = Rendering.onDisk(out.resolve("prod")).equals(Rendering.expected(old));
        try (Stream<Path> all = Files.list(out)) {
            long beside = all.count() - 2; // the tree and the lock
            System.out.println(
                    (same ? "old tree, " : "another tree, ")
                            + (beside == 0 ? "nothing" : beside)
                            + " beside it");
        }
    }

    private static String refusal(Path out, List<RenderedFile> files) {
        try {
            return "written: " + GitopsTree.at(out, "prod").write(files, Set.of());
        } catch (CannotWriteException e) {
            return e.getMessage();
        }
    }

    /** Starts the process, waits until it writes, and kills it some time later. */
    static void killWhileAlternating(Path out, How how, int millis) throws Exception {
        Process process = start(out, List.of(), "alternate", how.name());
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            if (!"ready".equals(said.readLine())) {
                throw new IllegalStateException("the writing process did not start");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** What the process says when it tries to write a tree with a large file. */
    static String writeNewAndLarge(Path out, String... under) throws Exception {
        return said(start(out, List.of(under), "large"));
    }

    /**
     * What the process says when its disk has no room for that tree, and of the tree it then finds.
     */
    static String fillTheDisk(Path out, String... under) throws Exception {
        return said(start(out, List.of(under), "fill"));
    }

    /** Before a command: root without the right to ignore permissions; others do not have it. */
    static String[] unprivileged() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root
                ? new String[] {"setpriv", "--bounding-set=-all", "--inh-caps=-all"}
                : new String[0];
    }

    /** Whether a process may have mounts of its own here. */
    static boolean canMount() throws Exception {
        try {
            return new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /tmp")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(Path out, List<String> under, String... args) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        out.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String said(Process process) throws Exception {
        try (InputStream all = process.getInputStream()) {
            String text = new String(all.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        }
    }
}
