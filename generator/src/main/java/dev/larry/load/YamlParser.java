package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
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
    private final List<Integer> scalars = new ArrayList<>();
    private int aliases;
    private int deepest;
    private long values;

    private YamlParser(String file, Iterator<Event> events, Consumer<Finding> findings) {
        this.file = file;
        this.events = events;
        this.findings = findings;
    }

    /**
     * The document; nothing where a finding says why. Duplicate keys and characters that no value
     * may hold are findings too, but do not end the parse.
     */
    static Optional<YamlDocument> parse(String text, String file, Consumer<Finding> findings) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .setUseMarks(true)
                        .build();
        try {
            YamlParser parser =
                    new YamlParser(
                            file, new Parse(settings).parseString(text).iterator(), findings);
            YamlValue root = parser.document();
            return Optional.of(
                    new YamlDocument(root, YamlDocument.commentsOf(text, parser.scalars)));
        } catch (MarkedYamlEngineException e) {
            findings.accept(YamlProblem.of(e, text, file));
        } catch (YamlEngineException e) {
            findings.accept(YamlProblem.of(e, text, file));
        } catch (Refused e) {
            findings.accept(e.finding);
        }
        return Optional.empty();
    }

    private YamlValue document() {
        events.next(); // stream start
        if (events.next() instanceof StreamEndEvent) {
            throw new Refused(YamlProblem.empty(Source.ofFile(file)));
        }
        YamlValue value = value(events.next(), 0);
        if (value instanceof Scalar scalar && scalar.isNull()) {
            throw new Refused(YamlProblem.empty(value.place().source("")));
        }
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
        return value;
    }

    private YamlValue value(Event event, int depth) {
        Place place = place(event);
        if (depth > DEPTH) {
            throw tooDeep(place);
        }
        count(1, place);
        long valuesBefore = values - 1;
        int deepestBefore = deepest;
        deepest = depth;
        YamlValue value =
                switch (event) {
                    case AliasEvent alias -> alias(alias, place, depth);
                    case ScalarEvent scalar -> {
                        refuseTag(scalar.getTag(), place);
                        yield new Scalar(place, text(scalar, place), scalar.isPlain());
                    }
                    case SequenceStartEvent start -> {
                        refuseTag(start.getTag(), place);
                        yield sequence(place, depth);
                    }
                    case MappingStartEvent start -> {
                        refuseTag(start.getTag(), place);
                        yield mapping(place, depth);
                    }
                    default ->
                            throw new IllegalStateException(
                                    "no value begins with " + event.getEventId());
                };
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            Anchored anchored = new Anchored(value, values - valuesBefore, deepest - depth);
            node.getAnchor().ifPresent(name -> anchors.put(name, anchored));
        }
        deepest = Math.max(deepest, deepestBefore);
        return value;
    }

    private Sequence sequence(Place place, int depth) {
        List<YamlValue> elements = new ArrayList<>();
        for (Event next = events.next();
                !(next instanceof SequenceEndEvent);
                next = events.next()) {
            elements.add(value(next, depth + 1));
        }
        return new Sequence(place, elements);
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
            refuseTag(key.getTag(), keyPlace);
            String name = text(key, keyPlace);
            YamlValue value = value(events.next(), depth + 1);
            Entry earlier = entries.putIfAbsent(name, new Entry(keyPlace, value));
            if (earlier != null) {
                findings.accept(
                        Finding.error(
                                "input/duplicate-key",
                                keyPlace.source(""),
                                "'" + name + "' twice, first on line " + earlier.key().line(),
                                "each key once",
                                "remove one of the two"));
            }
        }
        return new Mapping(place, entries);
    }

    private YamlValue alias(AliasEvent event, Place place, int depth) {
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
        deepest = depth + anchored.height();
        if (deepest > DEPTH) {
            throw tooDeep(place);
        }
        count(anchored.size(), place);
        return anchored.value().at(place);
    }

    private static Refused tooDeep(Place place) {
        return new Refused(
                Finding.error(
                        "input/depth-limit",
                        place.source(""),
                        "nesting deeper than " + DEPTH,
                        DEPTH + " levels at most",
                        "flatten it"));
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

    private void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw new Refused(
                    Finding.error(
                            "input/tag",
                            place.source(""),
                            "the tag " + tag.get(),
                            "values without tags",
                            "remove it, and quote what is a text"));
        }
    }

    /** A scalar's text; what no container, file or API server could take is a finding. */
    private String text(ScalarEvent event, Place place) {
        event.getStartMark().ifPresent(mark -> scalars.add(mark.getIndex()));
        event.getEndMark().ifPresent(mark -> scalars.add(mark.getIndex()));
        String text = event.getValue();
        if (text.codePoints()
                .anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            findings.accept(
                    Finding.error(
                            "input/encoding",
                            place.source(""),
                            "a NUL or half a surrogate pair",
                            "characters of Unicode but NUL",
                            "remove the escape"));
        }
        return text;
    }

    private Place place(Event event) {
        Mark mark = event.getStartMark().orElseThrow();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private record Anchored(YamlValue value, long size, int height) {}

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
