package dev.larry.render.texts;

import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Llm;
import dev.larry.model.Worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Every Secret of a fleet, in order of first need. */
    static List<SecretView> of(Fleet fleet) {
        Collected found = new Collected();
        for (Larry larry : fleet.larrys()) {
            found.redis(fleet, larry.namespace(), "coordinator, every worker");
            llm(fleet, larry, found);
            for (Worker worker : larry.workers()) {
                for (Worker.SecretVariable secret : worker.secrets()) {
                    found.add(
                            larry.namespace(),
                            secret.secret(),
                            "generic",
                            new Key(
                                    secret.key(),
                                    "worker " + worker.name(),
                                    "its program, as " + secret.variable()));
                }
            }
            found.pull(fleet, larry.namespace());
        }
        String system = fleet.system().namespace();
        found.redis(fleet, system, "meta-coordinator, observer");
        if (fleet.budget().meta().value() > 0) {
            fleet.llm()
                    .flatMap(Llm::secret)
                    .ifPresent(secret -> found.llm(system, secret, "meta-coordinator"));
        }
        found.pull(fleet, system);
        fleet.system()
                .ingress()
                .flatMap(ingress -> ingress.tlsSecret())
                .ifPresent(secret -> {
                    found.add(
                            system,
                            secret,
                            "tls",
                            new Key(
                                    "tls.crt",
                                    "ingress controller",
                                    "certificate of the observer's page"));
                    found.add(
                            system,
                            secret,
                            "tls",
                            new Key("tls.key", "ingress controller", "its private key"));
                });
        if (fleet.redis().own().isPresent()) {
            found.add(
                    fleet.redis().namespace(),
                    fleet.redis().secret() + "-acl",
                    "generic",
                    new Key(
                            "users.acl",
                            "every Redis and Sentinel",
                            "the users of Redis and what each may do"));
        }
        return found.all();
    }

    private static void llm(Fleet fleet, Larry larry, Collected found) {
        List<String> readers = new ArrayList<>();
        if (larry.masters().stream().anyMatch(master -> master.tokens().value() > 0)) {
            readers.add("coordinator");
        }
        larry.workers().stream()
                .filter(worker -> worker.tokens().value() > 0)
                .forEach(worker -> readers.add("worker " + worker.name()));
        if (!readers.isEmpty()) {
            fleet.llm()
                    .flatMap(Llm::secret)
                    .ifPresent(secret ->
                            found.llm(larry.namespace(), secret, String.join(", ", readers)));
        }
    }

    /** Secrets by namespace and name, in order of first need. */
    private static final class Collected {
        private final Map<String, SecretView> byName = new LinkedHashMap<>();

        void redis(Fleet fleet, String namespace, String reader) {
            String secret = fleet.redis().secret();
            add(namespace, secret, "generic", new Key("username", reader, "its user in Redis"));
            add(namespace, secret, "generic", new Key("password", reader, "that user's password"));
            if (fleet.redis().tls()) {
                add(
                        namespace,
                        secret,
                        "generic",
                        new Key("ca.crt", reader, "the authority that signed Redis's certificate"));
            }
        }

        void llm(String namespace, String secret, String reader) {
            add(
                    namespace,
                    secret,
                    "generic",
                    new Key("api-key", reader, "the key of the LLM endpoint"));
        }

        void pull(Fleet fleet, String namespace) {
            for (String secret : fleet.images().pullSecrets()) {
                add(
                        namespace,
                        secret,
                        "docker-registry",
                        new Key(".dockerconfigjson", "the kubelet", "pulling images"));
            }
        }

        void add(String namespace, String name, String type, Key key) {
            byName.merge(
                    namespace + "/" + name,
                    new SecretView(namespace, name, type, List.of(key)),
                    (before, _) -> before.with(key));
        }

        List<SecretView> all() {
            return List.copyOf(byName.values());
        }
    }

    private SecretView with(Key key) {
        if (keys.contains(key)) {
            return this;
        }
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new SecretView(namespace, name, type, more);
    }

    /** The names of its keys, each once: several may read one. */
    public List<String> keyNames() {
        return keys.stream().map(Key::name).distinct().toList();
    }
}
