package dev.larry.check.exceptions;

import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Exceptions;
import dev.larry.model.Exemption;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The findings of a tree after exceptions.
 *
 * @param findings those that are not accepted, and what is wrong with the exceptions
 * @param excepted those that are, in the order of findings
 */
public record Exempted(Findings findings, List<Excepted> excepted) {
    private static final Pattern CONTAINER =
            Pattern.compile("\\b(?:c|initC|ephemeralC)ontainers\\[([^\\]]+)\\]");

    public Exempted {
        excepted = List.copyOf(excepted);
    }

    /** Which rule in which object; exemptions are looked up by it. */
    private record Key(String rule, String object) {}

    /**
     * Takes out what is accepted.
     *
     * @param found in the tree; the place in a manifest is the rendered one where there is one
     * @param places where the values of the exceptions are written
     * @param rules that can be accepted
     * @param today in UTC
     */
    public static Exempted of(
            Findings found,
            ManifestSet tree,
            Exceptions exceptions,
            Places places,
            List<Rule> rules,
            LocalDate today) {
        if (exceptions.exceptions().isEmpty()) {
            return new Exempted(found, List.of());
        }
        Map<Key, List<Integer>> valid = new HashMap<>();
        List<Finding> left = new ArrayList<>();
        Objections objections = new Objections(tree, rules, places, today);
        for (int i = 0; i < exceptions.exceptions().size(); i++) {
            Exemption each = exceptions.exceptions().get(i);
            Optional<Finding> problem = objections.to(each, "exceptions[" + i + "]");
            problem.ifPresent(left::add);
            if (problem.isEmpty()) {
                valid.computeIfAbsent(new Key(each.rule(), each.object()), _ -> new ArrayList<>())
                        .add(i);
            }
        }
        Set<Integer> used = new HashSet<>();
        List<Excepted> excepted = new ArrayList<>();
        for (Finding finding : found) {
            Source place = finding.rendered().orElse(finding.source());
            Optional<Integer> by =
                    tree
                            .at(place)
                            .map(object -> new Key(finding.rule(), name(object)))
                            .map(valid::get)
                            .stream()
                            .flatMap(List::stream)
                            .filter(i -> covers(exceptions.exceptions().get(i), place))
                            .findFirst();
            by.ifPresentOrElse(
                    i -> {
                        used.add(i);
                        excepted.add(
                                new Excepted(
                                        finding,
                                        exceptions.exceptions().get(i),
                                        places.of("exceptions[" + i + "]")));
                    },
                    () -> left.add(finding));
        }
        valid.values().stream()
                .flatMap(List::stream)
                .filter(i -> !used.contains(i))
                .forEach(i ->
                        left.add(
                                objections.unused(
                                        exceptions.exceptions().get(i), "exceptions[" + i + "]")));
        return new Exempted(Findings.of(left), excepted);
    }

    private static boolean covers(Exemption exemption, Source place) {
        Matcher container = CONTAINER.matcher(place.path());
        return exemption.container().isEmpty()
                || (container.find() && exemption.container().get().equals(container.group(1)));
    }

    /** An object as exemptions name it. */
    static String name(Manifest object) {
        return object.kind()
                + "/"
                + (object.namespace().isEmpty() ? "" : object.namespace() + "/")
                + object.name();
    }
}
