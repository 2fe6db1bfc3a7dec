package dev.larry.check.manifests;

import dev.larry.check.manifests.Value.Entry;
import dev.larry.check.manifests.Value.Mapping;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.manifests.Value.Sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the YAML that most manifests are: mappings and lists in block style, scalars of one line,
 * literal blocks. It costs a fraction of {@link DocumentReader}, and says the very same or nothing
 * at all: whatever it does not know for certain it leaves.
 *
 * <p>Source: YAML 1.2.2, chapters 7.3 and 8; places are where SnakeYAML Engine has them.
 */
final class BlockReader {
    /** Thrown where something is another's to read. */
    static final Left LEFT = new Left();

    /** Deeper is left to who counts. */
    private static final int DEEPEST = 60;

    private final BlockText text;
    private final BlockScalars scalars;

    private BlockReader(BlockText text, Words words) {
        this.text = text;
        this.scalars = new BlockScalars(text, words);
    }

    /**
     * The documents of a text; nothing where it holds anything unusual, or is not right.
     *
     * @param words in which short texts are kept
     */
    static Optional<List<Value>> read(byte[] bytes, Words words) {
        try {
            return BlockText.of(bytes).map(text -> new BlockReader(text, words).all());
        } catch (Left e) {
            return Optional.empty();
        }
    }

    private List<Value> all() {
        List<Value> documents = new ArrayList<>(1);
        text.next();
        while (!text.isEnded()) {
            if (text.isSeparator()) {
                text.next();
                if (text.isEnded() || text.isSeparator()) {
                    throw LEFT;
                }
            } else if (!documents.isEmpty()) {
                throw LEFT;
            }
            documents.add(block(0));
        }
        return documents;
    }

    /** What begins with this line. */
    private Value block(int depth) {
        if (depth > DEEPEST) {
            throw LEFT;
        }
        return text.isDash(text.first())
                ? sequence(depth)
                : mapping(text.indent(), text.first(), depth);
    }

    private Value sequence(int depth) {
        int indent = text.indent();
        int line = text.line();
        List<Value> elements = new ArrayList<>(4);
        while (text.indent() == indent && text.isDash(text.first())) {
            int at = text.pastBlanks(text.first() + 1);
            if (text.isDone(text.first() + 1) || text.isDash(at)) {
                throw LEFT;
            }
            elements.add(
                    scalars.keyEnd(at) < 0
                            ? scalars.value(at, indent)
                            : mapping(text.column(at) - 1, at, depth + 1));
        }
        if (text.indent() > indent) {
            throw LEFT;
        }
        return new Sequence(line, indent + 1, List.copyOf(elements));
    }

    /**
     * @param indent of its keys
     * @param first offset of the first of them
     */
    private Value mapping(int indent, int first, int depth) {
        if (depth > DEEPEST) {
            throw LEFT;
        }
        int start = text.line();
        List<Entry> entries = new ArrayList<>(6);
        int at = first;
        do {
            int colon = scalars.keyEnd(at);
            if (colon < 0) {
                throw LEFT;
            }
            String key = scalars.key(at, colon);
            int line = text.line();
            entries.add(new Entry(line, indent + 1, key, member(colon, indent, depth + 1)));
            at = text.first();
        } while (text.indent() == indent && !text.isSeparator());
        if (text.indent() > indent) {
            throw LEFT;
        }
        return new Mapping(start, indent + 1, entries);
    }

    private Value member(int colon, int indent, int depth) {
        if (!text.isDone(colon + 1)) {
            return scalars.value(text.pastBlanks(colon + 1), indent);
        }
        Value nothing = new Scalar(text.line(), text.column(colon + 1), "", true);
        text.next();
        if (text.indent() > indent) {
            return block(depth);
        }
        return text.indent() == indent && text.isDash(text.first()) ? sequence(depth) : nothing;
    }

    /** Without a stack: it is thrown often, and says all. */
    static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Left() {
            super("not known for certain", null, false, false);
        }
    }
}
