package dev.larry.check;

import dev.larry.check.manifests.Outside;
import dev.larry.model.Access;
import dev.larry.model.Fleet;
import dev.larry.render.SecretNeed;
import dev.larry.render.SecretNeeds;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an environment declares to exist beside its rendered tree. */
public final class DeclaredOutside {
    private DeclaredOutside() {}

    /** The declared Secrets, and the namespaces of others that the fleet has to do with. */
    public static Outside of(Fleet fleet) {
        Map<String, Set<String>> secrets = new HashMap<>();
        for (SecretNeed need : SecretNeeds.of(fleet)) {
            secrets.computeIfAbsent(need.namespace() + "/" + need.secret(), _ -> new HashSet<>())
                    .add(need.key());
        }
        Set<String> namespaces = new HashSet<>();
        namespaces.add(fleet.argo().namespace());
        fleet.larrys().stream()
                .flatMap(larry -> larry.workers().stream())
                .flatMap(worker -> worker.access().stream())
                .map(Access::namespaces)
                .flatMap(Collection::stream)
                .forEach(namespaces::add);
        return Outside.declared(secrets, namespaces);
    }
}
