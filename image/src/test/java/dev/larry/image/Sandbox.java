package dev.larry.image;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs commands below another root, by sandbox.sh; all are ended when closed. */
final class Sandbox implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path directory;
    private final Path script;
    private final List<Process> started = new ArrayList<>();

    Sandbox(Path directory) throws IOException {
        this.directory = directory;
        this.script = directory.resolve("sandbox.sh");
        try (InputStream in =
                Objects.requireNonNull(Sandbox.class.getResourceAsStream("sandbox.sh"))) {
            Files.write(script, in.readAllBytes());
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Skips the test where the kernel allows no namespaces, saying so. */
    void needNamespaces() throws Exception {
        Path root = Files.createDirectories(directory.resolve("probe"));
        List<String> mounts = hostMounts();
        Run run = start("probe", root, "10001", "10001", mounts, List.of("/bin/true"));
        int code = run.end();
        Assumptions.assumeTrue(
                code == 0,
                () -> "this kernel allows no mount or user namespace here: " + run.said());
    }

    /** The directories of this machine's own glibc system, as another image would hold them. */
    static List<String> hostMounts() {
        List<String> mounts = new ArrayList<>();
        for (String path : List.of("/usr", "/bin", "/lib", "/lib64", "/etc")) {
            if (Files.exists(Path.of(path))) {
                mounts.add(path + ":" + path + ":ro");
            }
        }
        return mounts;
    }

    /** A command that runs, and what it has printed. */
    record Run(Process process, Path out) {
        String said() {
            try {
                return Files.readString(out);
            } catch (IOException e) {
                return e.toString();
            }
        }

        int end() throws InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + said());
            }
            return process.exitValue();
        }

        /** Waits until it has printed this. */
        void awaitSaid(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!said().contains(text)) {
                if (!process.isAlive() || System.nanoTime() - end >= 0) {
                    throw new AssertionError("'" + text + "' was not said: " + said());
                }
                Thread.sleep(20);
            }
        }
    }

    Run start(
            String name,
            Path root,
            String user,
            String group,
            List<String> mounts,
            List<String> command)
            throws IOException {
        List<String> all =
                new ArrayList<>(List.of(script.toString(), root.toString(), user, group));
        all.addAll(mounts);
        all.add("--");
        all.addAll(command);
        Path out = directory.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(out.toFile());
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path + ":/usr/sbin:/sbin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        started.add(process);
        return new Run(process, out);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor();
        }
    }
}
