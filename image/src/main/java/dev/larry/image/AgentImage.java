package dev.larry.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;

import dev.larry.agent.install.LaunchFiles;
import dev.larry.contract.Paths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/**
 * The image: its files in three layers (system, Java, agent), so that a new agent moves only the
 * last one, run as a numeric user that is not root.
 *
 * @param root the tree to pack
 * @param runtime the agent's runtime in it
 * @param base {@link #EMPTY_BASE} or an image of a registry
 * @param name as the image is called in the archive
 */
record AgentImage(Path root, Path runtime, String base, String name) {
    /** No base at all. */
    static final String EMPTY_BASE = "scratch";

    /** User and group; the rendered pods name the same, docs/decisions/0016-image.md. */
    static final String USER = "10001:10001";

    /** Writes {@code larry-agent.oci.tar}, an OCI layout; the answer is the manifest's digest. */
    String write(Path out) throws IOException, InterruptedException, CannotBuildException {
        Predicate<Path> ofAgent =
                file ->
                        file.startsWith(runtime.resolve(LaunchFiles.JARS))
                                || List.of(
                                                LaunchFiles.ARCHIVE,
                                                LaunchFiles.ARGUMENTS,
                                                LaunchFiles.LAUNCHER)
                                        .contains(runtime.relativize(file).toString());
        Predicate<Path> ofJava = file -> file.startsWith(runtime) && !ofAgent.test(file);
        try {
            JibContainerBuilder image =
                    (base.equals(EMPTY_BASE) ? Jib.fromScratch() : Jib.from(base))
                            .setFormat(ImageFormat.OCI)
                            .setCreationTime(Tree.BUILT)
                            .addPlatform(architecture(), "linux")
                            .setUser(USER)
                            .addEnvironmentVariable("LC_ALL", "C.UTF-8")
                            .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
                            .setEntrypoint(Paths.IMAGE_RUNTIME + "/" + LaunchFiles.LAUNCHER)
                            .addLabel("org.opencontainers.image.title", "larry-agent")
                            .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                            .addFileEntriesLayer(layer("system", file -> !file.startsWith(runtime)))
                            .addFileEntriesLayer(layer("java", ofJava))
                            .addFileEntriesLayer(layer("agent", ofAgent));
            return image.containerize(
                            Containerizer.to(
                                            TarImage.at(out.resolve("larry-agent.oci.tar"))
                                                    .named(name))
                                    .setBaseImageLayersCache(out.resolve("work/base"))
                                    .setApplicationLayersCache(out.resolve("work/layers")))
                    .getDigest()
                    .toString();
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException e) {
            throw new CannotBuildException("image " + name + " on " + base + ": " + e.getMessage());
        }
    }

    private FileEntriesLayer layer(String layer, Predicate<Path> part) throws IOException {
        FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer);
        for (Path file : Tree.all(root).skip(1).toList()) {
            if (part.test(file)) {
                boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
                entries.addEntry(
                        file,
                        AbsoluteUnixPath.get("/" + root.relativize(file)),
                        FilePermissions.fromOctalString(runs ? "755" : "644"),
                        Tree.BUILT);
            }
        }
        return entries.build();
    }

    private static String architecture() {
        String here = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (here) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> here;
        };
    }
}
