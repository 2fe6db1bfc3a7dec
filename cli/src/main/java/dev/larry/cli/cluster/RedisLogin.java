package dev.larry.cli.cluster;

import dev.larry.agent.redis.Trust;
import dev.larry.contract.AgentException;
import dev.larry.model.Fleet;
import dev.larry.render.SecretNeed;
import dev.larry.render.SecretNeeds;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import javax.net.ssl.SSLContext;

/**
 * A role's login to Redis, from its Secret in the cluster.
 *
 * @param tls whom to trust; none: no TLS
 */
record RedisLogin(@Nullable String user, String password, @Nullable SSLContext tls) {
    /** Who may only read. */
    static final String OBSERVER = "observer";

    /** Who may write. */
    static final String META = "meta-coordinator";

    /**
     * Reads it.
     *
     * @param reader whose
     * @throws ClusterException where the Secret, or a key of it, is missing or may not be read
     */
    static RedisLogin of(KubernetesClient client, Fleet fleet, String reader) {
        SecretNeed need =
                SecretNeeds.of(fleet).stream()
                        .filter(each ->
                                each.namespace().equals(fleet.system().namespace())
                                        && each.reader().equals(reader)
                                        && each.key().equals("password"))
                        .findFirst()
                        .orElseThrow();
        String place = "Secret " + need.namespace() + "/" + need.secret();
        Secret secret;
        try {
            secret = client.secrets().inNamespace(need.namespace()).withName(need.secret()).get();
        } catch (KubernetesClientException e) {
            throw ClusterException.of(place, e);
        }
        if (secret == null) {
            throw new ClusterException(
                    place
                            + " is not there; make it as gitops/"
                            + fleet.environment()
                            + "/SECRETS.md says");
        }
        String password = value(secret, "password");
        String ca = fleet.redis().tls() ? value(secret, "ca.crt") : null;
        if (password == null || fleet.redis().tls() && ca == null) {
            throw new ClusterException(
                    place
                            + " has no key "
                            + (password == null ? "password" : "ca.crt")
                            + "; make it as gitops/"
                            + fleet.environment()
                            + "/SECRETS.md says");
        }
        return new RedisLogin(
                value(secret, "username"), password, ca == null ? null : tls(place, ca));
    }

    private static SSLContext tls(String place, String pem) {
        try {
            return Trust.of(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)), place);
        } catch (AgentException e) {
            throw new ClusterException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String value(Secret secret, String key) {
        Map<String, String> data = secret.getData();
        String coded = data == null ? null : data.get(key);
        if (coded == null) {
            return null;
        }
        return new String(Base64.getMimeDecoder().decode(coded), StandardCharsets.UTF_8).strip();
    }

    @Override
    public String toString() {
        return "login of " + (user == null ? "the default user" : user);
    }
}
