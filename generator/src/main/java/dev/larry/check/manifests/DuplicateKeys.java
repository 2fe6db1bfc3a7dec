package dev.larry.check.manifests;

import dev.larry.check.manifests.Value.Entry;
import dev.larry.check.manifests.Value.Mapping;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.manifests.Value.Sequence;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Keys that a mapping has twice. */
final class DuplicateKeys {
    private final String file;
    private final boolean shallow;
    private final Consumer<Finding> findings;

    private DuplicateKeys(String file, boolean shallow, Consumer<Finding> findings) {
        this.file = file;
        this.shallow = shallow;
        this.findings = findings;
    }

    /**
     * Looks through a document.
     *
     * @param shallow whether the elements of lists are documents of their own
     */
    static void find(String file, Value document, boolean shallow, Consumer<Finding> findings) {
        if (has(document, shallow)) {
            new DuplicateKeys(file, shallow, findings).walk(document, "");
        }
    }

    /** Mostly there are none, and then no path need be made. */
    private static boolean has(Value value, boolean shallow) {
        return switch (value) {
            case Scalar _ -> false;
            case Sequence sequence -> {
                for (Value each : shallow ? List.<Value>of() : sequence.elements()) {
                    if (has(each, false)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Mapping mapping -> {
                for (Entry entry : mapping.entries()) {
                    if (has(entry.value(), shallow)) {
                        yield true;
                    }
                }
                yield mapping.hasTwice();
            }
        };
    }

    private void walk(Value value, String path) {
        switch (value) {
            case Scalar _ -> {}
            case Sequence sequence -> {
                int index = 0;
                for (Value each : shallow ? List.<Value>of() : sequence.elements()) {
                    walk(each, path + "[" + index++ + "]");
                }
            }
            case Mapping mapping -> {
                Set<String> keys = new HashSet<>();
                for (Entry entry : mapping.entries()) {
                    if (!keys.add(entry.key()) && !entry.key().equals("<<")) {
                        Source place = new Source(file, entry.line(), entry.column(), path);
                        String twice = "'" + entry.key() + "' twice";
                        findings.accept(ReadingRules.DUPLICATE_KEY.at(place, twice, ""));
                    }
                    walk(entry.value(), path.isEmpty() ? entry.key() : path + "." + entry.key());
                }
            }
        }
    }
}
