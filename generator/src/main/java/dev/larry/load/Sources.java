package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Source;

import org.jspecify.annotations.Nullable;

/**
 * Where each value of a loaded environment came from, through {@code extends} and {@code defaults}
 * too.
 */
public final class Sources {
    private final YamlValue root;

    Sources(YamlValue root) {
        this.root = root;
    }

    /**
     * The place of the value at a path, or of the nearest value around it that was written.
     *
     * @param path as findings and rendered files give it, such as {@code larrys[larry-01].tokens}
     */
    public Source of(String path) {
        return within(root, path).source(path);
    }

    /**
     * The place of what a relative path leads to from a value, or of the nearest value around it.
     */
    static Place within(YamlValue root, String path) {
        YamlValue value = root;
        for (String step : YamlPath.steps(path)) {
            YamlValue next = step(value, step);
            if (next == null) {
                break;
            }
            value = next;
        }
        return value.place();
    }

    private static @Nullable YamlValue step(YamlValue value, String step) {
        return switch (value) {
            case Scalar ignored -> null;
            case Mapping mapping -> mapping.get(step);
            case Sequence list -> {
                for (YamlValue element : list.elements()) {
                    if (element instanceof Mapping mapping && step.equals(mapping.name())) {
                        yield element;
                    }
                }
                if (step.matches("[0-9]{1,7}") && Integer.parseInt(step) < list.elements().size()) {
                    yield list.elements().get(Integer.parseInt(step));
                }
                yield null;
            }
        };
    }
}
