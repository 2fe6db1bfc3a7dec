package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.model.Assumption;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;
import dev.larry.model.Source;
import dev.larry.model.Syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
        List<Finding> found = new ArrayList<>();
        Consumer<Finding> findings = finding -> found.add(Shortened.of(finding));
        if (!Syntax.ENV_FILE.matches(name)) {
            findings.accept(
                    Finding.error(
                            "input/unreadable",
                            Source.ofFile(name),
                            "no environment's name",
                            Syntax.ENV_FILE.meaning(),
                            "name a file of environments/ without its ending"));
            return unreadable(name, name, found);
        }
        Path file = directory.resolve(name + ENDING);
        String shown = shown(file);
        FileChain chain = new FileChain(directory, this::shown, findings);
        Optional<Mapping> merged = chain.load(file);
        if (merged.isEmpty()) {
            return unreadable(name, shown, found);
        }
        if (chain.isAbstract()) {
            findings.accept(
                    Finding.error(
                            "input/abstract",
                            Source.ofFile(shown),
                            "is abstract",
                            "an environment",
                            "name a file that extends it"));
            return unreadable(name, shown, found);
        }
        List<Assumption> assumptions = Assumptions.in(merged.get(), chain.comments());
        RecordBinder binder = new RecordBinder(findings);
        Defaults.check(merged.get(), binder, findings);
        Mapping whole = Defaults.apply(merged.get());
        Sources sources = new Sources(whole);
        nameOf(whole)
                .filter(said -> !said.equals(name))
                .ifPresent(said -> findings.accept(misnamed(sources, said, name)));
        Optional<Fleet> fleet = binder.bind(Fleet.class, whole, FileChain.OWN);
        fleet.ifPresentOrElse(
                bound -> Cycles.of(bound, sources).forEach(findings),
                () -> LooseReferences.check(whole, findings));
        Findings all = Findings.of(withoutEchoes(found));
        return new Environment(
                name,
                shown,
                true,
                all.block() ? Optional.empty() : fleet,
                Optional.of(sources),
                assumptions,
                all);
    }

    private static Environment unreadable(String name, String shown, List<Finding> found) {
        return new Environment(
                name,
                shown,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Findings.of(found));
    }

    private static Optional<String> nameOf(Mapping whole) {
        return whole.get("environment") instanceof Scalar scalar
                        && Syntax.ENV_FILE.matches(scalar.text())
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Finding misnamed(Sources sources, String said, String name) {
        return Finding.error(
                "input/invalid-value",
                sources.of("environment"),
                "'" + said + "'",
                "'" + name + "', the file's name",
                "rename one of the two");
    }

    /** A name that stands twice in a file is found there, and again where the list is bound. */
    private static List<Finding> withoutEchoes(List<Finding> found) {
        Set<Source> twice =
                found.stream()
                        .filter(finding -> finding.rule().equals("input/duplicate-name"))
                        .map(finding -> anywhere(finding.source()))
                        .collect(Collectors.toSet());
        return found.stream()
                .filter(finding ->
                        finding.rule().equals("input/duplicate-name")
                                || !finding.found().endsWith("twice")
                                || !twice.contains(anywhere(finding.source())))
                .toList();
    }

    private static Source anywhere(Source source) {
        return new Source(source.file(), source.line(), source.column(), "");
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
                .filter(document ->
                        document.root() instanceof Mapping mapping
                                && FileChain.isAbstract(mapping, finding -> {}))
                .isPresent();
    }
}
