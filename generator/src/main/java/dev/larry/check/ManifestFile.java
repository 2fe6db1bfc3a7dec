package dev.larry.check;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file of manifests, parsed with the place of every value. */
final class ManifestFile {

    /** A place in a file, both numbers from 1. */
    record Position(int line, int column) {
        static final Position START = new Position(1, 1);
    }

    /** Why a file cannot be parsed, and where. */
    static final class Unreadable extends Exception {
        private final Position position;
        private final String problem;

        Unreadable(Position position, String problem) {
            super(problem);
            this.position = position;
            this.problem = problem;
        }

        String problem() {
            return problem;
        }

        Position position() {
            return position;
        }
    }

    private static final int LARGEST_FILE = 256 * 1024 * 1024;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(LARGEST_FILE).build();

    private final Path path;
    private final List<Node> objects;

    private ManifestFile(Path path, List<Node> objects) {
        this.path = path;
        this.objects = objects;
    }

    static ManifestFile parse(Path path) throws Unreadable {
        try {
            var bytes = new ByteArrayInputStream(Files.readAllBytes(path));
            List<Node> objects = new ArrayList<>();
            for (Node root : new Compose(SETTINGS).composeAllFromInputStream(bytes)) {
                addObjects(root, objects);
            }
            return new ManifestFile(path, objects);
        } catch (MarkedYamlEngineException e) {
            throw new Unreadable(
                    e.getProblemMark().map(ManifestFile::position).orElse(Position.START),
                    "cannot be read as YAML: " + e.getProblem());
        } catch (YamlEngineException | IOException e) {
            throw new Unreadable(Position.START, "cannot be read: " + e);
        }
    }

    /** A List stands for its items, an empty document for nothing. */
    private static void addObjects(Node root, List<Node> objects) {
        if (isNull(root)) {
            return;
        }
        boolean list =
                text(root, "kind").equalsIgnoreCase("list") && !text(root, "apiVersion").isEmpty();
        if (list && value(root, "items").orElse(null) instanceof SequenceNode items) {
            items.getValue().stream().filter(each -> !isNull(each)).forEach(objects::add);
        } else {
            objects.add(root);
        }
    }

    int objects() {
        return objects.size();
    }

    String kind(int object) {
        return text(objects.get(object), "kind");
    }

    String name(int object) {
        return value(objects.get(object), "metadata").map(each -> text(each, "name")).orElse("");
    }

    boolean isMapping(int object) {
        return objects.get(object) instanceof MappingNode;
    }

    /**
     * Where the value of a JSON pointer is: the scalar itself, or the key of what has more lines.
     */
    Position locate(int object, String pointer) {
        return follow(objects.get(object), pointer, true);
    }

    /** Where the last key of a JSON pointer is. */
    Position locateKey(int object, String pointer) {
        return follow(objects.get(object), pointer, false);
    }

    /** Where a pointer cannot be followed to its end, the place it got to. */
    private static Position follow(Node root, String pointer, boolean toScalar) {
        Node node = root;
        Position position = position(node);
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            Optional<Node> next = Optional.empty();
            if (node instanceof MappingNode) {
                Optional<NodeTuple> entry = entry(node, name);
                position = entry.map(each -> position(each.getKeyNode())).orElse(position);
                next = entry.map(NodeTuple::getValueNode);
            } else if (node instanceof SequenceNode items && name.matches("[0-9]{1,9}")) {
                next = items.getValue().stream().skip(Integer.parseInt(name)).findFirst();
                position = next.map(ManifestFile::position).orElse(position);
            }
            if (next.isEmpty()) {
                return position;
            }
            node = next.get();
        }
        return toScalar && node instanceof ScalarNode ? position(node) : position;
    }

    /** The line of this file that a line counted from the start of an object's document is. */
    int lineOf(int object, int lineInDocument) {
        int start = position(objects.get(object)).line();
        try (Stream<String> lines = Files.lines(path)) {
            List<String> before = lines.limit(start).toList();
            int marker = before.size() - 1;
            while (marker > 0 && !before.get(marker).startsWith("---")) {
                marker--;
            }
            return (marker > 0 ? marker + 1 : 0) + lineInDocument;
        } catch (IOException e) {
            return start;
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static Optional<NodeTuple> entry(Node node, String name) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(each ->
                                each.getKeyNode() instanceof ScalarNode key
                                        && key.getValue().equals(name))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Node> value(Node node, String name) {
        return entry(node, name).map(NodeTuple::getValueNode);
    }

    private static String text(Node node, String name) {
        return value(node, name).orElse(null) instanceof ScalarNode scalar && !isNull(scalar)
                ? scalar.getValue()
                : "";
    }

    private static Position position(Node node) {
        return node.getStartMark().map(ManifestFile::position).orElse(Position.START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
