package dev.larry.diff.reach;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.diff.object.ManifestObject;
import dev.larry.diff.object.ObjectChange;
import dev.larry.diff.object.Trees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One image that takes the place of another.
 *
 * @param before empty where the container is new
 * @param containers which containers have it, with their objects
 */
public record ImageChange(String before, String after, List<String> containers) {
    public ImageChange {
        containers = List.copyOf(containers);
    }

    private record Swap(String before, String after) {}

    /**
     * Images that change in objects that stay, and images that the base ran nowhere.
     *
     * @param changes which tell what replaces what
     */
    public static List<ImageChange> of(Trees trees, List<ObjectChange> changes) {
        TreeSet<String> known = new TreeSet<>();
        trees.base()
                .forEach(each ->
                        each.containers().forEach(container -> known.add(image(container))));
        Map<String, Map.Entry<Swap, List<String>>> found = new TreeMap<>();
        for (ObjectChange change : changes) {
            Optional<ManifestObject> after = trees.head(change.id());
            if (after.isEmpty()) {
                continue;
            }
            Optional<ManifestObject> before = trees.base(change.replaces().orElse(change.id()));
            for (JsonNode container : after.get().containers()) {
                String name = container.path("name").asText();
                String is = image(container);
                String was =
                        before.stream()
                                .flatMap(each -> each.containers().stream())
                                .filter(each -> each.path("name").asText().equals(name))
                                .map(ImageChange::image)
                                .findFirst()
                                .orElse("");
                if (!is.equals(was) && (!was.isEmpty() || !known.contains(is))) {
                    found.computeIfAbsent(
                                    was + " " + is,
                                    _ -> Map.entry(new Swap(was, is), new ArrayList<>()))
                            .getValue()
                            .add(after.get().id() + " " + name);
                }
            }
        }
        return found.values().stream()
                .map(each ->
                        new ImageChange(
                                each.getKey().before(), each.getKey().after(), each.getValue()))
                .toList();
    }

    private static String image(JsonNode container) {
        return container.path("image").asText("");
    }
}
