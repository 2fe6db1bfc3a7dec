package dev.larry.render.texts;

import dev.larry.render.SecretNeed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One Secret that must exist, and how it is made.
 *
 * @param type the kubectl subcommand that makes it: generic, docker-registry or tls
 * @param needs its keys and who reads them; several may read one key
 */
public record SecretView(String namespace, String name, String type, List<SecretNeed> needs) {
    public SecretView {
        needs = List.copyOf(needs);
    }

    /** The needs by Secret, in their order. */
    static List<SecretView> of(List<SecretNeed> needs) {
        Map<String, List<SecretNeed>> bySecret = new LinkedHashMap<>();
        for (SecretNeed need : needs) {
            bySecret.computeIfAbsent(need.namespace() + "/" + need.secret(), _ -> new ArrayList<>())
                    .add(need);
        }
        return bySecret.values().stream().map(SecretView::one).toList();
    }

    private static SecretView one(List<SecretNeed> needs) {
        SecretNeed first = needs.getFirst();
        String type =
                switch (first.type()) {
                    case "kubernetes.io/dockerconfigjson" -> "docker-registry";
                    case "kubernetes.io/tls" -> "tls";
                    default -> "generic";
                };
        return new SecretView(first.namespace(), first.secret(), type, needs);
    }

    /** The names of its keys, each once. */
    public List<String> keyNames() {
        return needs.stream().map(SecretNeed::key).distinct().toList();
    }
}
