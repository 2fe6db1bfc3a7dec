package dev.larry.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads the sentence in which kubeconform reports one refused object.
 *
 * <p>Its structured list names only the outermost places ("/spec: validation failed"); the sentence
 * has every leaf, with its depth in the number of blanks before the dash:
 *
 * <pre>
 * … failed with 'file:///…#' - at '/spec': validation failed   - at '/spec/replicas': got string, want integer
 * </pre>
 */
final class SchemaErrors {

    /**
     * One thing wrong at one place.
     *
     * @param atKey whether the key is at fault and not its value
     */
    record Leaf(String pointer, boolean atKey, String message) {}

    private record Line(int depth, String pointer, String text) {}

    private static final String QUOTED = "'((?:[^'\\\\]|\\\\.)*)'";
    private static final Pattern PLACE = Pattern.compile(" ( *)- at " + QUOTED + ": ");
    private static final Pattern UNKNOWN =
            Pattern.compile("additional properties (.*) not allowed");
    private static final Pattern NAME = Pattern.compile(QUOTED);

    private SchemaErrors() {}

    /** The innermost faults of a sentence, none when it is not of that form. */
    static List<Leaf> leaves(String sentence) {
        List<Line> lines = lines(sentence);
        List<Leaf> leaves = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            Line line = lines.get(next++);
            if (line.text().startsWith("'anyOf' failed")
                    || line.text().startsWith("'oneOf' failed")) {
                // Alternatives: none of them is the fault, all together are.
                List<String> alternatives = new ArrayList<>();
                while (next < lines.size() && lines.get(next).depth() > line.depth()) {
                    alternatives.add(lines.get(next++).text());
                }
                String all =
                        alternatives.isEmpty() ? "" : ": " + String.join("; or ", alternatives);
                leaves.add(new Leaf(line.pointer(), false, "no alternative fits" + all));
            } else if (next >= lines.size() || lines.get(next).depth() <= line.depth()) {
                leaves.addAll(split(line));
            }
        }
        return leaves;
    }

    private static List<Line> lines(String sentence) {
        List<MatchResult> places = PLACE.matcher(sentence).results().toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            MatchResult place = places.get(i);
            int end = i + 1 < places.size() ? places.get(i + 1).start() : sentence.length();
            lines.add(
                    new Line(
                            place.group(1).length(),
                            unquoted(place.group(2)),
                            sentence.substring(place.end(), end)));
        }
        return lines;
    }

    /** Unknown properties are named together; each is a fault of its own, at its own key. */
    private static List<Leaf> split(Line line) {
        var unknown = UNKNOWN.matcher(line.text());
        if (!unknown.matches()) {
            return List.of(new Leaf(line.pointer(), false, line.text()));
        }
        return NAME.matcher(unknown.group(1))
                .results()
                .map(each -> unquoted(each.group(1)))
                .map(each ->
                        new Leaf(
                                line.pointer() + "/" + escaped(each),
                                true,
                                "unknown property '" + each + "'"))
                .toList();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String unquoted(String text) {
        return text.replace("\\'", "'").replace("\\\\", "\\");
    }
}
