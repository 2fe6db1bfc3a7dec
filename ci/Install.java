import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Leaves the runnable command at {@code target/larry} and renders every environment with it. The
 * rendering is at the same time the training run of the command's AOT cache (JEP 483), so a quick
 * start costs no run of its own.
 *
 * <p>Usage: {@code java Install.java ROOT VERDICT CLI_JAR CLASS_PATH}; the class path may name
 * directories, which are the classes that CLI_JAR already holds. The file VERDICT exists afterwards
 * if the rendering failed.
 */
final class Install {
    /**
     * The launcher must start the JVM with the same options, or it may not use the cache. A render
     * is over before the second compiler pays; reflection through method handles would make a class
     * for every shape of call; a small young generation is what keeps the peak of memory low; and
     * in a code cache of that room nothing is collected, which would collect the whole heap.
     */
    private static final String JVM_OPTIONS =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms128m -Xmn64m"
                    + " -XX:ReservedCodeCacheSize=128m"
                    + " -Xlog:disable -Djdk.reflect.useNativeAccessorOnly=true"
                    + " --enable-native-access=ALL-UNNAMED"
                    + " -Dorg.jline.utils.disableAlternateCharset=true -Dstdout.encoding=UTF-8"
                    + " -Dstderr.encoding=UTF-8";

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        Path home = root.resolve("target/larry.d");
        List<Path> jars = copy(jars(Path.of(args[2]), args[3]), home.resolve("lib"));
        writeLauncher(root, home, jars);

        Path verdict = Path.of(args[1]);
        Files.deleteIfExists(verdict);
        int exit = render(root, home, jars);
        if (exit != 0) {
            Files.writeString(verdict, "exit " + exit + "\n");
        }
    }

    /**
     * The command's own jar first, then the others by name: the order never depends on a machine.
     */
    private static List<Path> jars(Path own, String classPath) {
        List<Path> jars = new ArrayList<>(List.of(own));
        Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> !jar.equals(own))
                .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
                .forEach(jars::add);
        return jars;
    }

    private static List<Path> copy(List<Path> jars, Path lib) throws IOException {
        Files.createDirectories(lib);
        try (Stream<Path> left = Files.list(lib)) {
            for (Path old : left.toList()) {
                Files.delete(old);
            }
        }
        TreeSet<String> names = new TreeSet<>();
        List<Path> copies = new ArrayList<>();
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            if (!names.add(name)) {
                throw new IllegalStateException("two jars are called " + name);
            }
            copies.add(
                    name.startsWith("picocli-")
                            ? modernised(jar, lib.resolve(name))
                            : Files.copy(
                                    jar, lib.resolve(name), StandardCopyOption.COPY_ATTRIBUTES));
        }
        return copies;
    }

    /**
     * Copies a jar of Java 5 class files as Java 8 class files, with the stack maps that these
     * need. The AOT cache takes nothing older than Java 6 ("Old class has been linked"), and
     * reading and verifying picocli anew is a third of what starting the command costs.
     */
    private static Path modernised(Path jar, Path copy) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            ClassFile classFile =
                    ClassFile.of(
                            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofClassLoading(loader)));
            ClassTransform asJava8 =
                    ClassTransform.transformingMethodBodies(CodeBuilder::with)
                            .andThen((builder, element) -> {
                                if (element instanceof ClassFileVersion) {
                                    builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                                } else {
                                    builder.with(element);
                                }
                            });
            for (ZipEntry entry : from.stream().<ZipEntry>map(each -> each).toList()) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class")) {
                    ClassModel parsed = classFile.parse(bytes);
                    if (parsed.majorVersion() < ClassFile.JAVA_6_VERSION) {
                        bytes = classFile.transformClass(parsed, asJava8);
                    }
                }
                ZipEntry kept = new ZipEntry(entry.getName());
                kept.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(kept);
                to.write(bytes);
                to.closeEntry();
            }
        }
        return copy;
    }

    private static void writeLauncher(Path root, Path home, List<Path> jars) throws IOException {
        String classPath =
                jars.stream()
                        .map(jar -> "$lib/" + jar.getFileName())
                        .collect(Collectors.joining(":"));
        String text =
                Files.readString(root.resolve("ci/larry.sh"))
                        .replace("@CLASS_PATH@", classPath)
                        .replace("@JVM_OPTIONS@", JVM_OPTIONS);
        Files.writeString(home.resolve("jdk"), System.getProperty("java.home") + "\n");
        Path launcher = root.resolve("target/larry");
        Files.writeString(launcher, text);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int render(Path root, Path home, List<Path> jars)
            throws IOException, InterruptedException {
        Path recorded = home.resolve("larry.aotconf");
        Path cache = home.resolve("larry.aot");
        Files.deleteIfExists(cache);

        List<String> record = java(jars, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded);
        record.addAll(List.of("dev.larry.cli.Main", "render", "--root", root.toString()));
        Process rendering =
                new ProcessBuilder(record).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = rendering.inputReader(StandardCharsets.UTF_8)) {
            // The JVM reports its own recording on the same stream.
            output.lines()
                    .filter(line -> !line.strip().startsWith("AOTConfiguration recorded: "))
                    .forEach(System.out::println);
        }
        int exit = rendering.waitFor();
        if (exit == 0) {
            new ProcessBuilder(
                            java(
                                    jars,
                                    "-XX:AOTMode=create",
                                    "-XX:AOTConfiguration=" + recorded,
                                    "-XX:AOTCache=" + cache))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        Files.deleteIfExists(recorded);
        return exit;
    }

    private static List<String> java(List<Path> jars, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(JVM_OPTIONS.split(" ")));
        command.add("-cp");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(":")));
        return command;
    }
}
