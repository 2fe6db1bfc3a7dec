import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * Checks or repairs the formatting of every Java source below a directory, in one pass over all
 * modules.
 *
 * <p>Usage: {@code java -cp LIBRARIES Format.java check|write DIRECTORY VERDICT SEEN}; the file
 * VERDICT exists afterwards if a source is not formatted. SEEN holds the SHA-256 of contents that
 * are known to be formatted, so that only what was edited is formatted again.
 */
final class Format {
    private static final Set<String> NOT_OURS = Set.of("target", "gitops", "node_modules");

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[1]).toAbsolutePath().normalize();
        List<String> sources = sources(root);
        Path seen = Path.of(args[3]);
        List<String> unknown = unknown(sources, seen);
        if (args[0].equals("write")) {
            // Twice: the formatter breaks a long string only when the line around it is settled.
            if (!unknown.isEmpty() && (write(unknown) != 0 || write(unknown) != 0)) {
                System.exit(1);
            }
            remember(sources, seen);
            return;
        }
        Path verdict = Path.of(args[2]);
        Files.deleteIfExists(verdict);
        List<String> changed = unknown.isEmpty() ? List.of() : check(root, unknown);
        if (changed.isEmpty()) {
            remember(sources, seen);
        } else {
            changed.forEach(file -> System.err.println("not formatted: " + file));
            Files.write(verdict, changed);
        }
    }

    private static List<String> unknown(List<String> sources, Path seen) throws IOException {
        Set<String> known = Files.exists(seen) ? Set.copyOf(Files.readAllLines(seen)) : Set.of();
        List<String> unknown = new ArrayList<>();
        for (String source : sources) {
            if (!known.contains(hash(source))) {
                unknown.add(source);
            }
        }
        return unknown;
    }

    private static void remember(List<String> sources, Path seen) throws IOException {
        Set<String> hashes = new TreeSet<>();
        for (String source : sources) {
            hashes.add(hash(source));
        }
        Files.write(seen, hashes);
    }

    private static String hash(String source) throws IOException {
        try {
            byte[] content = Files.readAllBytes(Path.of(source));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static int write(List<String> sources) {
        return format(new PrintWriter(System.err, true), List.of("--aosp", "--replace"), sources);
    }

    private static List<String> check(Path root, List<String> sources) {
        StringWriter changed = new StringWriter();
        if (format(new PrintWriter(changed), List.of("--aosp", "--dry-run"), sources) != 0) {
            System.exit(1);
        }
        return changed.toString()
                .lines()
                .map(file -> root.relativize(Path.of(file)).toString())
                .sorted()
                .toList();
    }

    private static int format(PrintWriter out, List<String> options, List<String> sources) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(sources);
        return ToolProvider.findFirst("google-java-format")
                .orElseThrow()
                .run(out, new PrintWriter(System.err, true), arguments.toArray(String[]::new));
    }

    private static List<String> sources(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        String name = directory.getFileName().toString();
                        boolean skip =
                                NOT_OURS.contains(name)
                                        || (name.startsWith(".") && !directory.equals(root));
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            found.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }
}
