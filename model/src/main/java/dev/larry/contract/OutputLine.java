package dev.larry.contract;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a command's output that speaks to the agent: {@code ::larry progress 40 message}, or
 * {@code ::larry finding|metric|event|artifact {json object}}.
 */
public sealed interface OutputLine {
    /** What a line must start with. */
    String PREFIX = "::larry ";

    /** How far the task is, 0 to 100, and what it does. */
    record Progress(int percent, String message) implements OutputLine {}

    /** A finding, metric, event or artifact, as a JSON object of its own. */
    record Item(Kind kind, String json) implements OutputLine {}

    /** A line with the prefix that says nothing the contract knows. */
    record Unknown(String reason) implements OutputLine {}

    /** Kinds of items; the member that each must have. */
    enum Kind {
        FINDING("title"),
        METRIC("name"),
        EVENT("type"),
        ARTIFACT("path");

        private final String member;

        Kind(String member) {
            this.member = member;
        }

        /** The text member that the item's object must have. */
        public String member() {
            return member;
        }
    }

    /** What a line says; empty for a line that does not speak to the agent. */
    static Optional<OutputLine> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] words = line.substring(PREFIX.length()).strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        if (words[0].equals("progress")) {
            return Optional.of(progress(rest));
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(words[0])) {
                return Optional.of(item(kind, rest));
            }
        }
        return Optional.of(
                new Unknown(
                        "'"
                                + words[0]
                                + "' is none of progress, finding, metric, event, artifact"));
    }

    private static OutputLine progress(String rest) {
        String[] words = rest.split("\\s+", 2);
        if (!words[0].matches("[0-9]{1,3}") || Integer.parseInt(words[0]) > 100) {
            return new Unknown("progress '" + words[0] + "' is no whole number from 0 to 100");
        }
        return new Progress(Integer.parseInt(words[0]), words.length > 1 ? words[1] : "");
    }

    private static OutputLine item(Kind kind, String rest) {
        try {
            Map<?, ?> object = ContractJson.read(rest, Map.class);
            if (!(object.get(kind.member()) instanceof String)) {
                return new Unknown(
                        kind.name().toLowerCase(Locale.ROOT)
                                + " has no text '"
                                + kind.member()
                                + "'");
            }
            return new Item(kind, ContractJson.line(object));
        } catch (ContractException e) {
            return new Unknown(
                    kind.name().toLowerCase(Locale.ROOT) + " is no JSON object: " + e.getMessage());
        }
    }
}
