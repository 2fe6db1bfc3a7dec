package dev.larry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @throws InvalidValueException for each that does not
     */
    public void check(Parameters given) {
        List<InvalidValueException> wrong = new ArrayList<>();
        for (Map.Entry<String, Object> entry : given.values().entrySet()) {
            String component = "parameters." + entry.getKey();
            Optional<Parameter> parameter =
                    parameters.stream()
                            .filter(candidate -> candidate.name.equals(entry.getKey()))
                            .findFirst();
            if (parameter.isEmpty()) {
                wrong.add(
                        new InvalidValueException(
                                component,
                                "'" + entry.getKey() + "'",
                                parameters.stream()
                                        .map(Parameter::name)
                                        .collect(Collectors.joining(", ")),
                                "task kind " + name + " knows only these"));
            } else if (!parameter.get().type.suits(entry.getValue())) {
                wrong.add(
                        new InvalidValueException(
                                component,
                                shown(entry.getValue()),
                                parameter.get().type.meaning,
                                parameter.get().type.remedy));
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.required && !given.values().containsKey(parameter.name)) {
                wrong.add(
                        new InvalidValueException(
                                "parameters",
                                "no " + parameter.name,
                                parameter.type.meaning + ": " + parameter.meaning,
                                "task kind " + name + " needs it; add it"));
            }
        }
        InvalidValueException.throwAll(wrong);
    }

    private static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(TaskKind::shown).collect(Collectors.joining(", ", "[", "]"))
                : "'" + value + "'";
    }

    /** One parameter of a kind. */
    public record Parameter(String name, Type type, boolean required, String meaning) {}

    /** Types of parameters. */
    public enum Type {
        TEXT("text, not empty", "write it as text"),
        TEXTS("a list of texts that begins with one that is not blank", "write [first, second...]"),
        NUMBER("a whole number", "correct it"),
        BOOLEAN("true or false", "write one of the two");

        private final String meaning;
        private final String remedy;

        Type(String meaning, String remedy) {
            this.meaning = meaning;
            this.remedy = remedy;
        }

        boolean suits(Object value) {
            return switch (this) {
                case TEXT -> value instanceof String text && !text.isEmpty();
                case TEXTS ->
                        value instanceof List<?> list
                                && !list.isEmpty()
                                && list.getFirst() instanceof String first
                                && !first.isBlank()
                                && list.stream().allMatch(String.class::isInstance);
                case NUMBER -> value instanceof Long;
                case BOOLEAN -> value instanceof Boolean;
            };
        }
    }
}
