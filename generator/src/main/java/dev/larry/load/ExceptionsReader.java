package dev.larry.load;

import dev.larry.model.Exceptions;
import dev.larry.model.Finding;
import dev.larry.model.Findings;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of exceptions: those beside environments, and any other. */
public final class ExceptionsReader {
    private static final String ENDING = ".exceptions.yaml";

    private ExceptionsReader() {}

    /**
     * The exceptions of an environment; none where there is no file.
     *
     * @param root the repository's root; findings name the file relative to it
     */
    public static LoadedExceptions ofEnvironment(Path root, String environment) {
        String name = "environments/" + environment + ENDING;
        Path file = root.resolve("environments").resolve(environment + ENDING);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? read(file, name)
                : LoadedExceptions.NONE;
    }

    /** The exceptions of a file that must be there. */
    public static LoadedExceptions of(Path file) {
        return read(file, file.toString().replace('\\', '/'));
    }

    private static LoadedExceptions read(Path file, String name) {
        List<Finding> found = new ArrayList<>();
        Optional<YamlDocument> document =
                YamlText.read(file, name, finding -> found.add(Shortened.of(finding)))
                        .flatMap(text -> YamlParser.parse(text, name, found::add));
        RecordBinder binder = new RecordBinder(finding -> found.add(Shortened.of(finding)));
        Optional<Exceptions> exceptions =
                document.flatMap(each -> binder.bind(Exceptions.class, each.root(), List.of()));
        return new LoadedExceptions(
                exceptions.orElse(Exceptions.NONE),
                document.map(YamlDocument::root).map(Sources::new),
                document.isPresent(),
                Findings.of(found));
    }
}
