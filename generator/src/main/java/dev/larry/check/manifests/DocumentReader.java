package dev.larry.check.manifests;

import dev.larry.check.manifests.Value.Entry;
import dev.larry.check.manifests.Value.Mapping;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.manifests.Value.Sequence;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of one file, split on the parser's events and never on lines; limits are held while
 * reading, so that no file costs more than its size.
 */
final class DocumentReader {
    /** Collections repeated by alias in one file; more is an alias bomb. */
    static final int ALIASES = 50;

    /** Nesting of one document: the deepest schemas in real CustomResourceDefinitions have 60. */
    static final int DEPTH = 120;

    /** Values of one file once aliases are resolved. */
    static final int VALUES = 4_000_000;

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private int aliases;
    private long values;
    private int deepest;

    private DocumentReader(Iterator<Event> events) {
        this.events = events;
    }

    /** What could be read, and what ended the reading, where something did. */
    record Documents(List<Value> values, Optional<ReadProblem> problem) {}

    static Documents read(String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .setParseComments(false)
                        .setUseMarks(true)
                        .build();
        List<Value> documents = new ArrayList<>();
        try {
            new DocumentReader(new Parse(settings).parseString(text).iterator()).all(documents);
            return new Documents(documents, Optional.empty());
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            return new Documents(
                    documents,
                    Optional.of(
                            new ReadProblem(
                                    "manifest/syntax",
                                    mark.map(each -> each.getLine() + 1).orElse(1),
                                    mark.map(each -> each.getColumn() + 1).orElse(1),
                                    e.getProblem())));
        } catch (YamlEngineException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new Documents(
                    documents, Optional.of(new ReadProblem("manifest/syntax", 1, 1, message)));
        } catch (ReadProblem e) {
            return new Documents(documents, Optional.of(e));
        }
    }

    private void all(List<Value> documents) {
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                anchors.clear();
                documents.add(value(events.next(), 0));
            }
        }
    }

    private Value value(Event event, int depth) {
        int line = line(event);
        int column = column(event);
        if (depth > DEPTH) {
            throw new ReadProblem(
                    "manifest/depth-limit", line, column, "nesting deeper than " + DEPTH);
        }
        count(1, line, column);
        long before = values - 1;
        int deepestBefore = deepest;
        deepest = depth;
        Value value =
                switch (event) {
                    case AliasEvent alias -> alias(alias, line, column, depth);
                    case ScalarEvent scalar ->
                            new Scalar(line, column, scalar.getValue(), plain(scalar));
                    case SequenceStartEvent _ -> sequence(line, column, depth);
                    case MappingStartEvent _ -> mapping(line, column, depth);
                    default -> throw new IllegalStateException(event + " begins no value");
                };
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            Anchored anchored = new Anchored(value, values - before, deepest - depth);
            node.getAnchor().ifPresent(name -> anchors.put(name, anchored));
        }
        deepest = Math.max(deepest, deepestBefore);
        return value;
    }

    /** A tag such as {@code !!str} makes a text of what stands without quotes. */
    private static boolean plain(ScalarEvent scalar) {
        return scalar.isPlain() && scalar.getTag().isEmpty();
    }

    private Value sequence(int line, int column, int depth) {
        List<Value> elements = new ArrayList<>(4);
        for (Event next = events.next();
                !(next instanceof SequenceEndEvent);
                next = events.next()) {
            elements.add(value(next, depth + 1));
        }
        return new Sequence(line, column, List.copyOf(elements));
    }

    private Value mapping(int line, int column, int depth) {
        List<Entry> entries = new ArrayList<>(6);
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            int keyLine = line(next);
            int keyColumn = column(next);
            Value key =
                    next instanceof ScalarEvent || next instanceof AliasEvent
                            ? value(next, depth)
                            : new Sequence(keyLine, keyColumn, List.of());
            if (!(key instanceof Scalar scalar)) {
                throw new ReadProblem(
                        "manifest/syntax", keyLine, keyColumn, "a key that is no text");
            }
            String name = keys.computeIfAbsent(scalar.text(), text -> text);
            entries.add(new Entry(keyLine, keyColumn, name, value(events.next(), depth + 1)));
        }
        return new Mapping(line, column, entries);
    }

    private Value alias(AliasEvent event, int line, int column, int depth) {
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw new ReadProblem(
                    "manifest/syntax",
                    line,
                    column,
                    "alias *" + event.getAlias().getValue() + " before its anchor");
        }
        if (!(anchored.value() instanceof Scalar) && ++aliases > ALIASES) {
            throw new ReadProblem(
                    "manifest/alias-limit", line, column, "more than " + ALIASES + " aliases");
        }
        deepest = depth + anchored.height();
        if (deepest > DEPTH) {
            throw new ReadProblem(
                    "manifest/depth-limit", line, column, "nesting deeper than " + DEPTH);
        }
        count(anchored.size(), line, column);
        return anchored.value();
    }

    private void count(long more, int line, int column) {
        values += more;
        if (values > VALUES) {
            throw new ReadProblem(
                    "manifest/alias-limit", line, column, "more than " + VALUES + " values");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static int column(Event event) {
        return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
    }

    private record Anchored(Value value, long size, int height) {}
}
