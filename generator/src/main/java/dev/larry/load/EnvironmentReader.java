package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.model.Assumption;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Environment files to fleets: read, lay over one another, apply defaults, bind. */
public final class EnvironmentReader {
    private static final String ENDING = ".yaml";

    private final Path root;
    private final Path directory;

    /**
     * @param root the repository's root; findings name files relative to it
     */
    public EnvironmentReader(Path root) {
        this.root = root;
        this.directory = root.resolve("environments");
    }

    /**
     * The names of all environments: every file but those that say {@code abstract: true} and
     * exceptions.
     *
     * @throws IOException where the directory cannot be listed
     */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name ->
                            name.endsWith(ENDING)
                                    && !name.endsWith(".exceptions" + ENDING)
                                    && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(name -> !isAbstract(directory.resolve(name + ENDING)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One environment with all that is to be said of its files. */
    public Environment read(String name) {
        Path file = directory.resolve(name + ENDING);
        String shown = shown(file);
        List<Finding> findings = new ArrayList<>();
        FileChain chain = new FileChain(directory, this::shown, findings::add);
        Optional<Mapping> merged = chain.load(file);
        if (merged.isEmpty()) {
            return new Environment(
                    name,
                    shown,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Findings.of(findings));
        }
        List<Assumption> assumptions = Assumptions.in(merged.get(), chain.texts());
        Mapping whole = Defaults.apply(merged.get(), findings::add);
        Sources sources = new Sources(whole);
        Optional<Fleet> fleet = new RecordBinder(sources, findings::add).bind(Fleet.class, whole);
        fleet.filter(bound -> !bound.environment().equals(name))
                .ifPresent(bound ->
                        findings.add(
                                Finding.error(
                                        "input/invalid-value",
                                        sources.of("environment"),
                                        "'" + bound.environment() + "'",
                                        "'" + name + "', the file's name",
                                        "rename one of the two")));
        Findings all = Findings.of(findings);
        return new Environment(
                name,
                shown,
                true,
                all.block() ? Optional.empty() : fleet,
                Optional.of(sources),
                assumptions,
                all);
    }

    private String shown(Path file) {
        return root.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    private boolean isAbstract(Path file) {
        return YamlText.read(file, "", finding -> {})
                .flatMap(text -> YamlParser.parse(text, "", finding -> {}))
                .filter(value ->
                        value instanceof Mapping mapping
                                && mapping.get("abstract") instanceof Scalar scalar
                                && scalar.text().equals("true"))
                .isPresent();
    }
}
