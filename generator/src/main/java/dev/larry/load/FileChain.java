package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One file and those it extends, laid over one another. */
final class FileChain {
    private static final Set<String> OWN = Set.of("extends", "abstract");

    private final Path directory;
    private final Function<Path, String> naming;
    private final Consumer<Finding> findings;
    private final SequencedMap<String, String> texts = new LinkedHashMap<>();
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
        Optional<YamlValue> value =
                text.flatMap(content -> YamlParser.parse(content, name, findings));
        if (text.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        texts.put(name, text.get());
        if (text.get().indexOf('\r') >= 0) {
            findings.accept(
                    Finding.warning(
                            "input/line-ends",
                            Source.ofFile(name),
                            "carriage returns",
                            "line feeds alone",
                            "convert the file to LF"));
        }
        if (!(value.get() instanceof Mapping mapping)) {
            findings.accept(
                    Finding.error(
                            "input/wrong-type",
                            value.get().place().source(""),
                            value.get().kind(),
                            "a mapping",
                            "see: larry init"));
            return Optional.empty();
        }
        DuplicateNames.find(mapping, "", findings);
        Entry below = mapping.entries().get("extends");
        Mapping own = mapping.without(OWN);
        if (below == null) {
            return Optional.of(own);
        }
        return below(below)
                .flatMap(this::load)
                .map(lower -> Overlay.merge(lower, own) instanceof Mapping merged ? merged : own);
    }

    /** Every file read, by the name findings use, with its text. */
    SequencedMap<String, String> texts() {
        return texts;
    }

    private Optional<Path> below(Entry entry) {
        if (!(entry.value() instanceof Scalar scalar)
                || scalar.text().contains("/")
                || scalar.text().isEmpty()) {
            findings.accept(
                    Finding.error(
                            "input/extends",
                            entry.value().place().source("extends"),
                            entry.value().kind(),
                            "the name of a file in the same directory",
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
