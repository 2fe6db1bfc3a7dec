package dev.larry.render;

import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.MasterAgent;
import dev.larry.model.Redis;
import dev.larry.model.Tokens;
import dev.larry.model.Worker;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every Secret that a fleet needs and that somebody else must make: SECRETS.md and ExternalSecrets
 * list the same.
 */
public final class SecretNeeds {
    private final Fleet fleet;
    private final SortedSet<SecretNeed> needs = new TreeSet<>();

    private SecretNeeds(Fleet fleet) {
        this.fleet = fleet;
    }

    /** What this fleet needs, in order of namespace, Secret and key. */
    public static List<SecretNeed> of(Fleet fleet) {
        SecretNeeds all = new SecretNeeds(fleet);
        fleet.larrys().forEach(all::larry);
        all.system();
        all.redisServer();
        return List.copyOf(all.needs);
    }

    private void larry(Larry larry) {
        String namespace = larry.namespace();
        redis(namespace, RedisUser.COORDINATOR, "coordinator");
        if (!larry.workers().isEmpty()) {
            redis(namespace, RedisUser.WORKER, "workers");
        }
        pull(namespace);
        for (MasterAgent master : larry.masters()) {
            llm(namespace, master.tokens(), "coordinator");
        }
        for (Worker worker : larry.workers()) {
            llm(namespace, worker.tokens(), "worker " + worker.name());
            for (Worker.SecretVariable variable : worker.secrets()) {
                add(
                        namespace,
                        variable.secret(),
                        variable.key(),
                        "worker " + worker.name(),
                        "its variable " + variable.variable());
            }
        }
    }

    private void system() {
        String namespace = fleet.system().namespace();
        redis(namespace, RedisUser.META, "meta-coordinator");
        redis(namespace, RedisUser.OBSERVER, "observer");
        pull(namespace);
        llm(namespace, fleet.budget().meta(), "meta-coordinator");
        fleet.system()
                .ingress()
                .flatMap(ingress -> ingress.tlsSecret())
                .ifPresent(secret -> {
                    needs.add(
                            need(
                                    namespace,
                                    secret,
                                    "tls.crt",
                                    SecretNeed.TLS,
                                    "ingress controller",
                                    "certificate chain"));
                    needs.add(
                            need(
                                    namespace,
                                    secret,
                                    "tls.key",
                                    SecretNeed.TLS,
                                    "ingress controller",
                                    "its private key"));
                });
    }

    private void redisServer() {
        Redis redis = fleet.redis();
        Optional<Redis.Own> own = redis.own();
        if (own.isEmpty()) {
            return;
        }
        for (RedisUser user : RedisUser.values()) {
            add(
                    redis.namespace(),
                    RedisUser.serverSecret(redis),
                    user.wire(),
                    "Redis",
                    "password of the user "
                            + user.wire()
                            + "; letters, digits, '.', '_', '~' and '-' only");
        }
        if (own.get().image().startsWith(fleet.images().prefix() + "/")) {
            pull(redis.namespace());
        }
    }

    private void redis(String namespace, RedisUser user, String reader) {
        Redis redis = fleet.redis();
        String secret = user.secret(redis);
        if (redis.own().isPresent()) {
            add(namespace, secret, "username", reader, "Redis user, which is: " + user.wire());
            add(
                    namespace,
                    secret,
                    "password",
                    reader,
                    "its password, the same as key "
                            + user.wire()
                            + " of "
                            + redis.namespace()
                            + "/"
                            + RedisUser.serverSecret(redis));
        } else {
            add(namespace, secret, "username", reader, "Redis user");
            add(namespace, secret, "password", reader, "its password");
        }
        if (redis.tls()) {
            add(namespace, secret, "ca.crt", reader, "who signed Redis's certificate, PEM");
        }
    }

    private void llm(String namespace, Tokens tokens, String reader) {
        if (tokens.compareTo(Tokens.ZERO) > 0) {
            fleet.llm()
                    .flatMap(llm -> llm.secret())
                    .ifPresent(secret ->
                            add(namespace, secret, "api-key", reader, "key of the LLM endpoint"));
        }
    }

    private void pull(String namespace) {
        for (String secret : fleet.images().pullSecrets()) {
            needs.add(
                    need(
                            namespace,
                            secret,
                            ".dockerconfigjson",
                            SecretNeed.DOCKER,
                            "kubelet",
                            "login to the image registry"));
        }
    }

    private void add(String namespace, String secret, String key, String reader, String purpose) {
        needs.add(need(namespace, secret, key, SecretNeed.OPAQUE, reader, purpose));
    }

    private static SecretNeed need(
            String namespace,
            String secret,
            String key,
            String type,
            String reader,
            String purpose) {
        return new SecretNeed(namespace, secret, key, type, reader, purpose);
    }
}
