package dev.larry.render;

import dev.larry.model.Fleet;
import dev.larry.model.Secrets;
import dev.larry.render.custom.ExternalSecret;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * An ExternalSecret for every Secret that {@link SecretNeeds} lists, where the environment has an
 * External Secrets store. Each value is the property of its key in the store's entry {@code
 * <path>/<namespace>/<secret>}.
 */
final class ExternalSecretComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        fleet.secrets()
                .external()
                .ifPresent(external -> render(external, SecretNeeds.of(fleet), out));
    }

    private static void render(
            Secrets.External external, List<SecretNeed> needs, Consumer<Manifest> out) {
        SortedMap<Secret, SortedSet<String>> keys = new TreeMap<>();
        for (SecretNeed need : needs) {
            keys.computeIfAbsent(
                            new Secret(need.namespace(), need.secret(), need.type()),
                            secret -> new TreeSet<>())
                    .add(need.key());
        }
        keys.forEach((secret, names) ->
                out.accept(
                        new Manifest(
                                App.PLATFORM,
                                object(external, secret, names),
                                "secrets.external")));
    }

    private static ExternalSecret object(
            Secrets.External external, Secret secret, SortedSet<String> keys) {
        String entry = external.path() + "/" + secret.namespace() + "/" + secret.name();
        List<ExternalSecret.Entry> data = new ArrayList<>();
        for (String key : keys) {
            data.add(
                    new ExternalSecret.Entry(
                            key,
                            new ExternalSecret.RemoteReference(
                                    entry, key, "Default", "None", "None")));
        }
        String kind =
                switch (external.kind()) {
                    case SECRET_STORE -> "SecretStore";
                    case CLUSTER_SECRET_STORE -> "ClusterSecretStore";
                };
        return new ExternalSecret(
                Metadata.in(secret.namespace(), secret.name(), Metadata.CONFIGURATION)
                        .addToAnnotations(SyncOptions.ANNOTATION, SyncOptions.CUSTOM)
                        .build(),
                new ExternalSecret.Spec(
                        goDuration(external.refresh()),
                        new ExternalSecret.StoreReference(external.store(), kind),
                        new ExternalSecret.Target(
                                secret.name(),
                                "Owner",
                                // A store that is away for a while must not take a running fleet's
                                // passwords.
                                "Retain",
                                secret.type().equals(SecretNeed.OPAQUE)
                                        ? null
                                        : new ExternalSecret.Template(
                                                "v2", "Replace", secret.type())),
                        data));
    }

    /** As Go prints durations, which is how the operator's own writes would leave it: 1h0m0s. */
    private static String goDuration(Duration duration) {
        StringBuilder text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append('h');
        }
        if (duration.toMinutes() > 0) {
            text.append(duration.toMinutesPart()).append('m');
        }
        return text.append(duration.toSecondsPart()).append('s').toString();
    }

    private record Secret(String namespace, String name, String type)
            implements Comparable<Secret> {
        @Override
        public int compareTo(Secret other) {
            int order = namespace.compareTo(other.namespace);
            order = order == 0 ? name.compareTo(other.name) : order;
            return order == 0 ? type.compareTo(other.type) : order;
        }
    }
}
