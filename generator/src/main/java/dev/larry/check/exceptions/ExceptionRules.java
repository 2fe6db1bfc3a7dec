package dev.larry.check.exceptions;

import dev.larry.check.rule.Rule;

import java.util.List;

/** The rules of exceptions: an exception is for something, and for a time. */
public final class ExceptionRules {
    private static final String FILE =
            "The file of exceptions (environments/exceptions.schema.json)";

    static final Rule UNKNOWN_RULE =
            Rule.error(
                    "exceptions/unknown-rule",
                    "An exception is from a rule that judges manifests.",
                    "A misspelt one excepts nothing. What is wrong with an environment's own"
                            + " figures, or with what was rendered, is put right and not accepted.",
                    "correct it (larry explain lists the rules), or remove it",
                    FILE);
    static final Rule UNKNOWN_OBJECT =
            Rule.error(
                    "exceptions/unknown-object",
                    "An exception is for an object of the tree, and a container that it has.",
                    "The object is gone or has another name: nobody knows any more what was"
                            + " accepted.",
                    "correct the name, or remove it",
                    FILE);
    static final Rule UNUSED =
            Rule.error(
                    "exceptions/unused",
                    "An exception accepts a finding that there is.",
                    "It would silently accept the next one of this rule, which nobody has looked"
                            + " at.",
                    "remove it",
                    FILE);
    static final Rule EXPIRED =
            Rule.error(
                    "exceptions/expired",
                    "An exception holds until its day, and no longer.",
                    "What was accepted for a time is to be put right by then, or to be judged"
                            + " anew.",
                    "put right what it accepts, or give it a new day and reason",
                    FILE);

    /** All of them. */
    public static final List<Rule> ALL = List.of(UNKNOWN_RULE, UNKNOWN_OBJECT, UNUSED, EXPIRED);

    private ExceptionRules() {}
}
