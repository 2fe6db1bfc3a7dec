package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One file and those it extends, laid over one another. */
final class FileChain {
    /** Keys of a file that are no part of the fleet. */
    static final List<String> OWN = List.of("extends", "abstract", "defaults");

    /** Files in one chain; more cannot be followed by whoever reads them. */
    static final int LIMIT = 10;

    /** What the name of an extended file may be. */
    static final String FILE_NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\\.yaml";

    private static final Pattern NAME = Pattern.compile(FILE_NAME);

    private final Path directory;
    private final Function<Path, String> naming;
    private final Consumer<Finding> findings;
    private final Map<String, String> comments = new HashMap<>();
    private boolean isAbstract;
    private final Set<Path> open = new LinkedHashSet<>();

    /**
     * @param directory where all files of a chain lie
     * @param naming how a file is named in findings
     */
    FileChain(Path directory, Function<Path, String> naming, Consumer<Finding> findings) {
        this.directory = directory;
        this.naming = naming;
        this.findings = findings;
    }

    /** The file with everything below it; nothing where a finding says why. */
    Optional<Mapping> load(Path file) {
        String name = naming.apply(file);
        open.add(file.normalize());
        Optional<String> text = YamlText.read(file, name, findings);
        text.filter(content -> content.indexOf('\r') >= 0)
                .ifPresent(content -> findings.accept(carriageReturns(name)));
        Optional<YamlDocument> document =
                text.flatMap(content -> YamlParser.parse(content, name, findings));
        if (document.isEmpty()) {
            return Optional.empty();
        }
        comments.put(name, document.get().comments());
        YamlValue root = document.get().root();
        if (!(root instanceof Mapping mapping)) {
            findings.accept(
                    Finding.error(
                            "input/wrong-type",
                            root.place().source(""),
                            root.kind(),
                            "a mapping",
                            "see: larry init"));
            return Optional.empty();
        }
        DuplicateNames.find(mapping, "", findings);
        boolean first = comments.size() == 1;
        boolean says = isAbstract(mapping, findings);
        isAbstract |= first && says;
        Entry below = mapping.entries().get("extends");
        Mapping own = mapping.without(Set.of("extends", "abstract"));
        if (below == null) {
            return Optional.of(own);
        }
        return below(below)
                .flatMap(this::load)
                .map(lower -> Overlay.merge(lower, own) instanceof Mapping merged ? merged : own);
    }

    /**
     * Every file read, by the name findings use: its text with all but the comments blanked out.
     */
    Map<String, String> comments() {
        return comments;
    }

    /** Whether the first file read is no environment itself. */
    boolean isAbstract() {
        return isAbstract;
    }

    /** Whether a file says that it is no environment itself. */
    static boolean isAbstract(Mapping file, Consumer<Finding> findings) {
        YamlValue value = file.get("abstract");
        if (value == null) {
            return false;
        }
        String text = value instanceof Scalar scalar ? scalar.text() : "";
        if (!text.equals("true") && !text.equals("false")) {
            findings.accept(
                    Finding.error(
                            "input/invalid-value",
                            value.place().source("abstract"),
                            value.kind(),
                            "true or false",
                            "write true, or leave the key out"));
        }
        return text.equals("true");
    }

    private static Finding carriageReturns(String name) {
        return Finding.warning(
                "input/line-ends",
                Source.ofFile(name),
                "carriage returns",
                "line feeds alone",
                "convert the file to LF");
    }

    private Optional<Path> below(Entry entry) {
        if (!(entry.value() instanceof Scalar scalar) || !NAME.matcher(scalar.text()).matches()) {
            findings.accept(
                    Finding.error(
                            "input/extends",
                            entry.value().place().source("extends"),
                            entry.value().kind(),
                            "the name of a file in the same directory, such as base.yaml",
                            "write it without a path"));
            return Optional.empty();
        }
        Path lower = directory.resolve(scalar.text());
        if (open.contains(lower.normalize())) {
            List<String> chain =
                    new ArrayList<>(
                            open.stream().map(path -> path.getFileName().toString()).toList());
            chain.add(scalar.text());
            findings.accept(
                    Finding.error(
                            "input/extends",
                            scalar.place().source("extends"),
                            "a cycle: " + String.join(" -> ", chain),
                            "a chain that ends",
                            "remove one extends"));
            return Optional.empty();
        }
        if (open.size() >= LIMIT) {
            findings.accept(
                    Finding.error(
                            "input/extends",
                            scalar.place().source("extends"),
                            "a chain of more than " + LIMIT + " files",
                            LIMIT + " at most",
                            "put what they share into one"));
            return Optional.empty();
        }
        if (!Files.exists(lower)) {
            findings.accept(
                    Finding.error(
                            "input/extends",
                            scalar.place().source("extends"),
                            "no file '" + scalar.text() + "'",
                            "a file in the same directory",
                            "correct the name"));
            return Optional.empty();
        }
        return Optional.of(lower);
    }
}
