package dev.larry.check.rule;

import dev.larry.model.Finding;
import dev.larry.model.Severity;
import dev.larry.model.Source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One rule: what it asks for, and all that {@code larry explain} says of it.
 *
 * <p>Its examples are files beside this class, {@code examples/GROUP/NAME/bad.yaml} and {@code
 * good.yaml} (or commands in {@code .txt}); tests run both, so that what is explained is what is
 * judged.
 *
 * @param id {@code group/name}, such as {@code tokens/larry-total}
 * @param what it asks for, one sentence
 * @param why one or two sentences: what happens where it does not hold
 * @param remedy what to do, unless a finding knows better
 * @param source the specification, or the fact, that the rule is from
 */
public record Rule(
        String id, Severity severity, String what, String why, String remedy, String source) {
    private static final Pattern ID = Pattern.compile("[a-z]+/[a-z0-9]+(-[a-z0-9]+)*");

    public Rule {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(id + " is no rule id");
        }
    }

    /** A rule whose findings block. */
    public static Rule error(String id, String what, String why, String remedy, String source) {
        return new Rule(id, Severity.ERROR, what, why, remedy, source);
    }

    /** A rule whose findings do not block. */
    public static Rule warning(String id, String what, String why, String remedy, String source) {
        return new Rule(id, Severity.WARNING, what, why, remedy, source);
    }

    /** A rule whose findings only say what was seen. */
    public static Rule note(String id, String what, String why, String remedy, String source) {
        return new Rule(id, Severity.NOTE, what, why, remedy, source);
    }

    /** The group it belongs to. */
    public String group() {
        return id.substring(0, id.indexOf('/'));
    }

    /** What breaks it. */
    public String bad() {
        return example("bad");
    }

    /** The same, put right. */
    public String good() {
        return example("good");
    }

    /** A finding with the rule's own remedy. */
    public Finding at(Source place, String found, String allowed) {
        return at(place, found, allowed, remedy);
    }

    /** A finding that knows a better remedy: with the figures of the case. */
    public Finding at(Source place, String found, String allowed, String remedy) {
        return Finding.error(id, place, found, allowed, remedy).as(severity);
    }

    /** Whether its examples are commands, not a file to judge. */
    public boolean commands() {
        return Rule.class.getResource(file("bad", ".yaml")) == null;
    }

    private String example(String which) {
        String name = file(which, commands() ? ".txt" : ".yaml");
        try (InputStream file = Rule.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String which, String ending) {
        return "examples/" + id + "/" + which + ending;
    }
}
