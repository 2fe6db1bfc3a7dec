package dev.larry.render.texts;

import dev.larry.model.Fleet;
import dev.larry.render.SecretNeed;
import dev.larry.render.SecretNeeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Secret that must exist, and how it is made.
 *
 * @param type the kubectl subcommand that makes it: generic, docker-registry or tls
 */
public record SecretView(String namespace, String name, String type, List<Key> keys) {
    public SecretView {
        keys = List.copyOf(keys);
    }

    /** A key of the Secret, who reads it and what for. */
    public record Key(String name, String reader, String purpose) {}

    /** Every Secret of a fleet, by namespace and name. */
    static List<SecretView> of(Fleet fleet) {
        Map<String, List<SecretNeed>> bySecret = new TreeMap<>();
        for (SecretNeed need : SecretNeeds.of(fleet)) {
            bySecret.computeIfAbsent(need.namespace() + "/" + need.secret(), _ -> new ArrayList<>())
                    .add(need);
        }
        return bySecret.values().stream().map(SecretView::of).toList();
    }

    private static SecretView of(List<SecretNeed> needs) {
        SecretNeed first = needs.getFirst();
        return new SecretView(
                first.namespace(), first.secret(), subcommand(first.type()), keys(needs));
    }

    /** One line for all who read a key for one purpose. */
    private static List<Key> keys(List<SecretNeed> needs) {
        Map<List<String>, String> readers =
                new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
        for (SecretNeed need : needs) {
            readers.merge(
                    List.of(need.key(), need.purpose()),
                    need.reader(),
                    (before, reader) -> before + ", " + reader);
        }
        return readers.entrySet().stream()
                .map(line ->
                        new Key(line.getKey().getFirst(), line.getValue(), line.getKey().getLast()))
                .toList();
    }

    private static String subcommand(String type) {
        return switch (type) {
            case SecretNeed.DOCKER -> "docker-registry";
            case SecretNeed.TLS -> "tls";
            default -> "generic";
        };
    }

    /** The names of its keys, each once: several may read one. */
    public List<String> keyNames() {
        return keys.stream().map(Key::name).distinct().toList();
    }
}
