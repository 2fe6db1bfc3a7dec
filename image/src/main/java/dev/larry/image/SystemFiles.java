package dev.larry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an empty base lacks: the C library that the JVM is linked to, as the dynamic linker of the
 * build machine finds it, the locale C.UTF-8 (else the JVM cannot name files beyond ASCII), and a
 * name for the user. No shell, no package manager, nothing that a task could be made to run.
 */
final class SystemFiles {
    private static final Pattern NEEDED = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

    /** Found by name at run time, where glibc is older than 2.34 and does not hold them itself. */
    private static final Pattern RESOLVERS =
            Pattern.compile("libnss_(files|dns)\\.so\\.2|libresolv\\.so\\.2");

    private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");
    private static final Path LICENCE = Path.of("/usr/share/doc/libc6/copyright");

    private final Set<Path> files;

    private SystemFiles(Set<Path> files) {
        this.files = files;
    }

    /** What this runtime's programs and libraries need of the system. */
    static SystemFiles of(Path runtime)
            throws IOException, InterruptedException, CannotBuildException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        Tree.all(runtime)
                .filter(file ->
                        file.toString().endsWith(".so")
                                || file.endsWith("bin/java")
                                || file.endsWith("lib/jspawnhelper"))
                .forEach(file -> command.add(file.toString()));
        Set<Path> files = new TreeSet<>();
        Matcher found = NEEDED.matcher(Command.run(command));
        while (found.find()) {
            Path library = Path.of(found.group(1));
            if (!library.startsWith(runtime)) {
                files.add(library);
            }
        }
        Path libc =
                files.stream()
                        .filter(file -> file.endsWith("libc.so.6"))
                        .findFirst()
                        .orElseThrow(() ->
                                new CannotBuildException(
                                        "no glibc on this machine; build with"
                                            + " -Dlarry.image.base=IMAGE, an image that has one"));
        try (Stream<Path> beside = Files.list(libc.getParent())) {
            beside.filter(file -> RESOLVERS.matcher(file.getFileName().toString()).matches())
                    .forEach(files::add);
        }
        for (Path more : List.of(LOCALE, LICENCE)) {
            if (Files.exists(more)) {
                Tree.all(more).filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return new SystemFiles(files);
    }

    /** Copies them to where they lay, below another root. */
    void copyTo(Path root) throws IOException {
        for (Path file : files) {
            Path copy = root.resolve(file.toString().substring(1));
            Files.createDirectories(copy.getParent());
            Files.copy(file.toRealPath(), copy);
        }
        Path etc = Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                etc.resolve("passwd"),
                "root:x:0:0:root:/:/sbin/nologin\nlarry:x:"
                        + AgentImage.USER
                        + ":larry:/tmp:/sbin/nologin\n");
        Files.writeString(
                etc.resolve("group"),
                "root:x:0:\nlarry:x:" + AgentImage.USER.split(":", -1)[1] + ":\n");
        Files.writeString(
                etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        Files.createDirectories(root.resolve("tmp"));
    }
}
