package dev.larry.model;

import java.util.Map;
import java.util.Optional;

/** The Redis that the agents coordinate through: an existing one, or one that Larry renders. */
public record Redis(
        @Doc("Its namespace.") @As(Syntax.DNS_LABEL) String namespace,
        @Doc("The Service in front of Redis and its Sentinels.") @As(Syntax.SERVICE) String service,
        @Doc("The name of the master that the Sentinels watch; left out for a single Redis.")
                @As(Syntax.DNS_LABEL)
                Optional<String> master,
        @Doc("The port of Redis.") @Default("6379") Port port,
        @Doc("The port of the Sentinels.") @Default("26379") Port sentinelPort,
        @Doc("Whether connections use TLS; the CA then comes from the Secret's key ca.crt.")
                @Default("false")
                boolean tls,
        @Doc("Labels of the Redis pods, for NetworkPolicies.") @As(Syntax.LABEL_KEY)
                Map<String, String> podLabels,
        @Doc("The Secret, in each namespace of the fleet, with the keys username and password.")
                @Default("larry-redis")
                @As(Syntax.DNS_SUBDOMAIN)
                String secret,
        @Doc("Replicas that must acknowledge a write before it counts (WAIT).") @Default("1")
                int acknowledgements,
        @Doc("A Redis with Sentinels that Larry renders for this environment.") Optional<Own> own) {
    public Redis {
        podLabels = Ordered.labels("podLabels", podLabels);
        if (acknowledgements < 0 || acknowledgements > 10) {
            throw new InvalidValueException(
                    "acknowledgements",
                    Integer.toString(acknowledgements),
                    "0 to 10",
                    "use 1 where there are replicas");
        }
        if (own.isPresent() && tls) {
            throw new InvalidValueException(
                    "tls",
                    "true",
                    "false",
                    "an own Redis is rendered without TLS; its NetworkPolicy admits the fleet"
                            + " only");
        }
        if (own.isPresent() && acknowledgements > 2) {
            throw new InvalidValueException(
                    "acknowledgements",
                    Integer.toString(acknowledgements),
                    "0 to 2",
                    "an own Redis has two replicas");
        }
        if (own.isPresent() && master.isEmpty()) {
            throw new InvalidValueException(
                    "master",
                    "no master",
                    "a name such as mymaster",
                    "an own Redis has Sentinels; name its master");
        }
    }

    /** A Redis of the environment's own: three pods, each with a Sentinel. */
    public record Own(
            @Doc("The whole image of Redis or Valkey.") @As(Syntax.IMAGE) String image,
            @Doc("The volume of each pod.") Bytes size,
            @Doc("Resources of each Redis container.") Resources resources,
            @Doc("Resources of each Sentinel container.") Resources sentinelResources,
            @Doc("Redis's maxmemory; nothing is ever evicted.") Bytes maxMemory) {}
}
