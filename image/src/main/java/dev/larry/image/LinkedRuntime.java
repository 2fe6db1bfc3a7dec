package dev.larry.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * A Java runtime with the modules that the agent's jars need: jdeps finds them, jlink puts them
 * together. Not compressed by jlink: the image's layers are, and better, and the JVM maps what it
 * need not unpack.
 */
final class LinkedRuntime {
    /**
     * Found by jdeps, and not wanted: Jackson and Gson know how to write types of these where they
     * are there, and look for them by name. The tests of the image run every role without.
     */
    private static final Set<String> LEFT_OUT = Set.of("java.sql");

    /**
     * What nobody starts or reads in a container. Of java.desktop the templates of the run's report
     * need {@code java.beans}, and nobody its windows, fonts and sounds.
     */
    private static final List<String> NEEDLESS =
            List.of(
                    "bin/jwebserver",
                    "bin/keytool",
                    "bin/rmiregistry",
                    "lib/jrt-fs.jar",
                    "lib/classlist",
                    "lib/jexec",
                    "lib/libawt.so",
                    "lib/libawt_headless.so",
                    "lib/libawt_xawt.so",
                    "lib/libfontmanager.so",
                    "lib/libfreetype.so",
                    "lib/libjavajpeg.so",
                    "lib/libjawt.so",
                    "lib/libjsound.so",
                    "lib/liblcms.so",
                    "lib/libmlib_image.so",
                    "lib/libprefs.so",
                    "lib/libsplashscreen.so",
                    "lib/psfont.properties.ja",
                    "lib/psfontj2d.properties",
                    "conf/sound.properties");

    private LinkedRuntime() {}

    /** Links it; {@code to} must not exist. */
    static void make(List<Path> jars, Path to) throws IOException, CannotBuildException {
        Files.createDirectories(to.getParent());
        call(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", modules(jars)),
                        "--strip-debug",
                        // Not the same twice, and the archive of classes holds them too.
                        "--disable-plugin",
                        "generate-jli-classes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress=zip-0",
                        "--output",
                        to.toString()));
        for (String file : NEEDLESS) {
            Files.deleteIfExists(to.resolve(file));
        }
    }

    private static Set<String> modules(List<Path> jars) throws CannotBuildException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--multi-release",
                                Integer.toString(Runtime.version().feature()),
                                "--ignore-missing-deps",
                                "--print-module-deps"));
        jars.forEach(jar -> arguments.add(jar.toString()));
        String found = call("jdeps", arguments).lines().reduce((a, b) -> b).orElse("");
        Set<String> modules = new TreeSet<>(List.of(found.strip().split(",")));
        modules.removeAll(LEFT_OUT);
        // jdeps does not name what java.sql brings along, and Freemarker logs by it.
        modules.add("java.logging");
        return modules;
    }

    private static String call(String tool, List<String> arguments) throws CannotBuildException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                ToolProvider.findFirst(tool)
                        .orElseThrow(() ->
                                new CannotBuildException(
                                        "this Java has no " + tool + "; take a JDK"))
                        .run(
                                new PrintWriter(out),
                                new PrintWriter(err),
                                arguments.toArray(String[]::new));
        if (code != 0) {
            throw new CannotBuildException(tool + " ended with " + code + ": " + out + err);
        }
        return out.toString();
    }
}
