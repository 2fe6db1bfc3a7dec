import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Checks or repairs the formatting of every Java source below a directory, in one pass over all
 * modules.
 *
 * <p>Usage: {@code java -cp LIBRARIES Format.java check|write DIRECTORY VERDICT}; the file VERDICT
 * exists afterwards if a source is not formatted.
 */
final class Format {
    private static final Set<String> NOT_OURS = Set.of("target", "gitops", "node_modules");

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[1]).toAbsolutePath().normalize();
        List<String> sources = sources(root);
        if (args[0].equals("write")) {
            // Twice: the formatter breaks a long string only when the line around it is settled.
            System.exit(write(sources) == 0 ? write(sources) : 1);
        }
        Path verdict = Path.of(args[2]);
        Files.deleteIfExists(verdict);
        List<String> changed = check(root, sources);
        if (!changed.isEmpty()) {
            changed.forEach(file -> System.err.println("not formatted: " + file));
            Files.write(verdict, changed);
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
