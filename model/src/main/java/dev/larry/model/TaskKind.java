package dev.larry.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A kind of task: which parameters it has. The one list of kinds; a kind is added here and run by a
 * worker's agent.
 */
public record TaskKind(String name, String meaning, List<Parameter> parameters) {
    private static final List<TaskKind> ALL =
            List.of(
                    new TaskKind(
                            "command",
                            "any program in the worker's image",
                            List.of(
                                    new Parameter(
                                            "command",
                                            Type.TEXTS,
                                            true,
                                            "the program and its arguments"),
                                    new Parameter(
                                            "directory",
                                            Type.TEXT,
                                            false,
                                            "its working directory; a new empty one unless"
                                                    + " given"))));

    public TaskKind {
        parameters = List.copyOf(parameters);
    }

    /** Every kind. */
    public static List<TaskKind> all() {
        return ALL;
    }

    /**
     * The kind of this name.
     *
     * @throws InvalidValueException where there is none
     */
    public static TaskKind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidValueException(
                                "kind",
                                "'" + name + "'",
                                ALL.stream().map(TaskKind::name).collect(Collectors.joining(", ")),
                                "use one of these"));
    }

    /**
     * Whether these parameters suit.
     *
     * @throws InvalidValueException for the first that does not
     */
    public void check(Parameters given) {
        for (Map.Entry<String, Object> entry : given.values().entrySet()) {
            Parameter parameter =
                    parameters.stream()
                            .filter(candidate -> candidate.name.equals(entry.getKey()))
                            .findFirst()
                            .orElseThrow(() ->
                                    new InvalidValueException(
                                            "parameters." + entry.getKey(),
                                            "'" + entry.getKey() + "'",
                                            parameters.stream()
                                                    .map(Parameter::name)
                                                    .collect(Collectors.joining(", ")),
                                            "task kind " + name + " knows only these"));
            if (!parameter.type.suits(entry.getValue())) {
                throw new InvalidValueException(
                        "parameters." + entry.getKey(),
                        "another type",
                        parameter.type.meaning,
                        "correct it");
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.required && !given.values().containsKey(parameter.name)) {
                throw new InvalidValueException(
                        "parameters",
                        "no " + parameter.name,
                        parameter.type.meaning + ": " + parameter.meaning,
                        "task kind " + name + " needs it; add it");
            }
        }
    }

    /** One parameter of a kind. */
    public record Parameter(String name, Type type, boolean required, String meaning) {}

    /** Types of parameters. */
    public enum Type {
        TEXT("text"),
        TEXTS("a list of texts, not empty"),
        NUMBER("a whole number"),
        BOOLEAN("true or false");

        private final String meaning;

        Type(String meaning) {
            this.meaning = meaning;
        }

        boolean suits(Object value) {
            return switch (this) {
                case TEXT -> value instanceof String text && !text.isEmpty();
                case TEXTS ->
                        value instanceof List<?> list
                                && !list.isEmpty()
                                && list.stream().allMatch(String.class::isInstance);
                case NUMBER -> value instanceof Long;
                case BOOLEAN -> value instanceof Boolean;
            };
        }
    }
}
