package dev.larry.check.exceptions;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Exemption;
import dev.larry.model.Finding;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What keeps an exemption from holding. */
final class Objections {
    private final Map<String, Manifest> objects = new HashMap<>();
    private final Map<String, Set<String>> containers = new HashMap<>();
    private final Set<String> rules = new HashSet<>();
    private final Places places;
    private final LocalDate today;

    Objections(ManifestSet tree, List<Rule> rules, Places places, LocalDate today) {
        tree.objects().forEach(each -> objects.putIfAbsent(Exempted.name(each), each));
        for (Pod pod : tree.pods()) {
            pod.containers().stream()
                    .map(Container::name)
                    .forEach(
                            containers.computeIfAbsent(
                                            Exempted.name(pod.owner()), _ -> new HashSet<>())
                                    ::add);
        }
        rules.forEach(rule -> this.rules.add(rule.id()));
        this.places = places;
        this.today = today;
    }

    Optional<Finding> to(Exemption each, String path) {
        if (!rules.contains(each.rule())) {
            return Optional.of(
                    ExceptionRules.UNKNOWN_RULE.at(
                            places.of(path + ".rule"),
                            "no rule of manifests is called '" + each.rule() + "'",
                            ""));
        }
        if (!objects.containsKey(each.object())) {
            return Optional.of(
                    ExceptionRules.UNKNOWN_OBJECT.at(
                            places.of(path + ".object"),
                            "no object of the tree is '" + each.object() + "'",
                            ""));
        }
        Set<String> there = containers.getOrDefault(each.object(), Set.of());
        if (each.container().isPresent() && !there.contains(each.container().get())) {
            return Optional.of(
                    ExceptionRules.UNKNOWN_OBJECT.at(
                            places.of(path + ".container"),
                            each.object() + " has no container " + each.container().get(),
                            String.join(", ", there.stream().sorted().toList())));
        }
        return each.isExpired(today)
                ? Optional.of(
                        ExceptionRules.EXPIRED.at(
                                places.of(path + ".expires"),
                                each.rule()
                                        + " in "
                                        + each.subject()
                                        + " was accepted until "
                                        + each.expires()
                                        + ", today is "
                                        + today,
                                ""))
                : Optional.empty();
    }

    Finding unused(Exemption each, String path) {
        return ExceptionRules.UNUSED.at(
                places.of(path), each.subject() + " has no finding of " + each.rule(), "");
    }
}
