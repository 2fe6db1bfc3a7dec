package dev.larry.check;

import dev.larry.contract.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program and the schemas that {@code ci/tools} pins, each with the checksums that it wrote
 * down.
 *
 * @param program the kubeconform executable, its checksum in a file of the same name with {@code
 *     .sha256}
 * @param schemas the directory of schemas, their checksums in {@code SHA256SUMS}
 */
public record PinnedKubeconform(Path program, Path schemas) {

    private static final String INSTALL = "ci/tools install";
    private static final String RESTORE = "git checkout -- ci/schemas && git clean -fd ci/schemas";

    /** Where {@code ci/tools install} puts them below the root of this repository. */
    public static PinnedKubeconform in(Path root) {
        return new PinnedKubeconform(
                root.resolve(".larry/tools/kubeconform"), root.resolve("ci/schemas"));
    }

    /**
     * Proves that both are there, byte for byte as pinned.
     *
     * @throws ToolMissing when they are not
     */
    void verify() {
        Path checksum = program.resolveSibling(program.getFileName() + ".sha256");
        if (!Files.isExecutable(program) || !Files.isRegularFile(checksum)) {
            throw new ToolMissing("kubeconform is not installed: " + program, INSTALL);
        }
        verifyListed(checksum, "kubeconform", INSTALL);
        Path sums = schemas.resolve("SHA256SUMS");
        if (!Files.isRegularFile(sums)) {
            throw new ToolMissing("the schemas are not there: " + schemas, RESTORE);
        }
        if (verifyListed(sums, "the schemas", RESTORE) != schemaFiles()) {
            throw new ToolMissing(
                    "there are schemas that SHA256SUMS does not list: " + schemas, RESTORE);
        }
    }

    /** Compares each file of a list as {@code sha256sum} writes it; the number of them. */
    private static int verifyListed(Path list, String what, String remedy) {
        try {
            List<String> lines = Files.readAllLines(list);
            if (lines.isEmpty()) {
                throw new ToolMissing("no checksum of " + what + " in " + list, remedy);
            }
            for (String line : lines) {
                String[] columns = line.split(" [ *]", 2);
                if (columns.length != 2) {
                    throw new ToolMissing("not a checksum in " + list + ": " + line, remedy);
                }
                Path file = list.resolveSibling(columns[1]);
                if (!Files.isRegularFile(file) || !Sha256.of(file).equals(columns[0])) {
                    throw new ToolMissing(what + " differ from the pinned ones: " + file, remedy);
                }
            }
            return lines.size();
        } catch (IOException e) {
            throw new ToolFailed("could not read " + what + ": " + e, e);
        }
    }

    private long schemaFiles() {
        try (Stream<Path> files = Files.walk(schemas)) {
            return files.filter(each -> each.toString().endsWith(".json")).count();
        } catch (IOException e) {
            throw new ToolFailed("could not read the schemas: " + e, e);
        }
    }
}
