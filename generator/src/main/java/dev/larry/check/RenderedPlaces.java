package dev.larry.check;

import dev.larry.check.rule.Places;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From places in rendered files to the values of the environment that they come from.
 *
 * <p>Each object knows the part of the environment that it is rendered from. Within it this table
 * knows which value a field shows; any other field leads to the part itself.
 */
public final class RenderedPlaces {
    private static final String CONTAINER = ".*\\bcontainers\\[[^\\]]+\\]\\.";

    /** A field of an object, and the path below its origin, or below the whole with a slash. */
    private record Value(Pattern field, String path) {
        Value(String field, String path) {
            this(Pattern.compile(field), path);
        }
    }

    private static final List<Value> VALUES =
            List.of(
                    new Value(".*\\binitContainers\\[[^\\]]+\\]\\.image", "/images.agent"),
                    new Value(CONTAINER + "image", "image"),
                    new Value(CONTAINER + "imagePullPolicy", "/images.pullPolicy"),
                    new Value(
                            CONTAINER + "resources\\.(requests|limits)\\.(cpu|memory)",
                            "resources.$1.$2"),
                    new Value(CONTAINER + "resources(\\..*)?", "resources"),
                    new Value(CONTAINER + "env\\[([A-Za-z_0-9]+)\\](\\..*)?", "environment.$1"),
                    new Value(CONTAINER + "(command|args)(\\[.*)?", "task.parameters.command"),
                    new Value(".*\\b(nodeSelector|affinity)\\b.*", "nodes"),
                    new Value(".*\\bactiveDeadlineSeconds", "/run.window"),
                    new Value(".*\\bpriorityClassName", "/priorities"),
                    new Value("spec\\.resources\\.requests\\.storage", "size"),
                    new Value("spec\\.storageClassName", "/storage.storageClass"),
                    new Value("spec\\.accessModes.*", "/storage.accessMode"));

    private final Map<String, String> origins;
    private final Places environment;

    /**
     * Places of one environment.
     *
     * @param origins rendered files, as findings name them, to the YAML path each is rendered from
     */
    public RenderedPlaces(Map<String, String> origins, Places environment) {
        this.origins = Map.copyOf(origins);
        this.environment = environment;
    }

    /** The finding at the environment's value; one in a file that is not rendered as it is. */
    public Finding mapped(Finding finding) {
        Source rendered = finding.source();
        String origin = origins.get(rendered.file());
        if (origin == null) {
            return finding;
        }
        Source source = environment.of(path(origin, rendered.path()));
        return new Finding(
                        finding.rule(),
                        finding.severity(),
                        source,
                        finding.rendered(),
                        shown(rendered.path(), finding.found()),
                        finding.allowed(),
                        finding.remedy())
                .renderedAt(rendered);
    }

    private static String path(String origin, String field) {
        for (Value value : VALUES) {
            Matcher matcher = value.field().matcher(field);
            if (matcher.matches()) {
                String path = matcher.replaceFirst(value.path());
                return path.startsWith("/")
                        ? path.substring(1)
                        : origin.isEmpty() ? path : origin + "." + path;
            }
        }
        return origin;
    }

    /** The place in the environment has another path, so the field is named with what is found. */
    private static String shown(String field, String found) {
        return field.isEmpty() ? found : found + " (" + field + ")";
    }
}
