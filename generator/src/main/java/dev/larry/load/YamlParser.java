package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Text to {@link YamlValue}, one document, by YAML 1.2; limits are held while parsing, so that no
 * input costs more than its size.
 */
final class YamlParser {
    /** Aliases in one file; more is no environment but an alias bomb. */
    static final int ALIASES = 50;

    /** Nesting of one file. */
    static final int DEPTH = 50;

    /** Values of one file after aliases are resolved. */
    static final int VALUES = 2_000_000;

    private final String file;
    private final Iterator<Event> events;
    private final Consumer<Finding> findings;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int aliases;
    private long values;

    private YamlParser(String file, Iterator<Event> events, Consumer<Finding> findings) {
        this.file = file;
        this.events = events;
        this.findings = findings;
    }

    /**
     * The document; nothing where a finding says why. Duplicate keys are findings too, but do not
     * end the parse.
     */
    static Optional<YamlValue> parse(String text, String file, Consumer<Finding> findings) {
        if (tabs(text, file, findings)) {
            return Optional.empty();
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .setUseMarks(true)
                        .build();
        try {
            return new YamlParser(file, new Parse(settings).parseString(text).iterator(), findings)
                    .document();
        } catch (MarkedYamlEngineException e) {
            findings.accept(syntax(file, e));
        } catch (YamlEngineException e) {
            findings.accept(
                    Finding.error(
                            "input/syntax",
                            Source.ofFile(file),
                            firstLine(e.getMessage()),
                            "one YAML 1.2 document",
                            "correct it"));
        } catch (Refused e) {
            findings.accept(e.finding);
        }
        return Optional.empty();
    }

    private Optional<YamlValue> document() {
        events.next(); // stream start
        if (events.next() instanceof StreamEndEvent) {
            throw new Refused(
                    Finding.error(
                            "input/empty",
                            Source.ofFile(file),
                            "no document",
                            "one mapping",
                            "see: larry init"));
        }
        YamlValue value = value(events.next(), 0);
        events.next(); // document end
        Event after = events.next();
        if (!(after instanceof StreamEndEvent)) {
            throw new Refused(
                    Finding.error(
                            "input/multi-document",
                            place(after).source(""),
                            "a second document",
                            "one document a file",
                            "move it to a file of its own"));
        }
        return Optional.of(value);
    }

    private YamlValue value(Event event, int depth) {
        Place place = place(event);
        if (depth > DEPTH) {
            throw new Refused(
                    Finding.error(
                            "input/depth-limit",
                            place.source(""),
                            "nesting deeper than " + DEPTH,
                            DEPTH + " at most",
                            "flatten it"));
        }
        count(1, place);
        return switch (event) {
            case AliasEvent alias -> alias(alias, place);
            case ScalarEvent scalar ->
                    keep(
                            scalar.getAnchor(),
                            new Scalar(place, scalar.getValue(), scalar.isPlain()),
                            1);
            case SequenceStartEvent start -> {
                long before = values;
                List<YamlValue> elements = new ArrayList<>();
                for (Event next = events.next();
                        !(next instanceof SequenceEndEvent);
                        next = events.next()) {
                    elements.add(value(next, depth + 1));
                }
                yield keep(start.getAnchor(), new Sequence(place, elements), values - before + 1);
            }
            case MappingStartEvent start -> {
                long before = values;
                Mapping mapping = mapping(place, depth);
                yield keep(start.getAnchor(), mapping, values - before + 1);
            }
            default ->
                    throw new IllegalStateException("no value begins with " + event.getEventId());
        };
    }

    private Mapping mapping(Place place, int depth) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            Place keyPlace = place(next);
            if (!(next instanceof ScalarEvent key)) {
                throw new Refused(
                        Finding.error(
                                "input/syntax",
                                keyPlace.source(""),
                                "a key that is no text",
                                "text keys",
                                "write the key as text"));
            }
            YamlValue value = value(events.next(), depth + 1);
            Entry earlier = entries.putIfAbsent(key.getValue(), new Entry(keyPlace, value));
            if (earlier != null) {
                findings.accept(
                        Finding.error(
                                "input/duplicate-key",
                                keyPlace.source(""),
                                "'"
                                        + key.getValue()
                                        + "' twice, first on line "
                                        + earlier.key().line(),
                                "each key once",
                                "remove one of the two"));
            }
        }
        return new Mapping(place, entries);
    }

    private YamlValue alias(AliasEvent event, Place place) {
        if (++aliases > ALIASES) {
            throw new Refused(
                    Finding.error(
                            "input/alias-limit",
                            place.source(""),
                            "more than " + ALIASES + " aliases",
                            ALIASES + " at most",
                            "use defaults instead"));
        }
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw new Refused(
                    Finding.error(
                            "input/syntax",
                            place.source(""),
                            "alias *" + event.getAlias().getValue() + " before its anchor",
                            "an anchor that is complete before it",
                            "correct the name"));
        }
        count(anchored.size(), place);
        return anchored.value();
    }

    private void count(long more, Place place) {
        values += more;
        if (values > VALUES) {
            throw new Refused(
                    Finding.error(
                            "input/alias-limit",
                            place.source(""),
                            "more than " + VALUES + " values once aliases are resolved",
                            VALUES + " at most",
                            "use defaults instead of nested aliases"));
        }
    }

    private YamlValue keep(Optional<Anchor> anchor, YamlValue value, long size) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(value, size)));
        return value;
    }

    private Place place(Event event) {
        Mark mark = event.getStartMark().orElseThrow();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static boolean tabs(String text, String file, Consumer<Finding> findings) {
        int number = 1;
        boolean found = false;
        for (int start = 0; start < text.length(); number++) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int at = start;
            while (at < end && text.charAt(at) == ' ') {
                at++;
            }
            if (at < end && text.charAt(at) == '\t') {
                findings.accept(
                        Finding.error(
                                "input/tab",
                                new Source(file, number, at - start + 1, ""),
                                "a tab in the indentation",
                                "spaces",
                                "replace it by spaces"));
                found = true;
            }
            start = end + 1;
        }
        return found;
    }

    private static Finding syntax(String file, MarkedYamlEngineException problem) {
        Source source =
                problem.getProblemMark()
                        .map(mark -> new Source(file, mark.getLine() + 1, mark.getColumn() + 1, ""))
                        .orElse(Source.ofFile(file));
        return Finding.error(
                "input/syntax", source, firstLine(problem.getProblem()), "YAML 1.2", "correct it");
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "not YAML" : message.lines().findFirst().orElse("not YAML");
    }

    private record Anchored(YamlValue value, long size) {}

    /** Ends the parse with a finding. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        Refused(Finding finding) {
            super(finding.found(), null, false, false);
            this.finding = finding;
        }
    }
}
