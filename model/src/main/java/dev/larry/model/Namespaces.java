package dev.larry.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Namespaces that belong to somebody else: a Larry's is rendered with quotas and a default deny,
 * and pruned with it, so it may hold nothing but the Larry.
 */
final class Namespaces {
    private Namespaces() {}

    /** What is wrong where a namespace of the fleet is another's. */
    static List<InvalidValueException> taken(
            Redis redis, Monitoring monitoring, Argo argo, Shared system, List<Larry> larrys) {
        Map<String, String> owners = new LinkedHashMap<>();
        // Source: Kubernetes documentation, "Namespaces", initial namespaces.
        for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            owners.put(name, "Kubernetes");
        }
        owners.put(redis.namespace(), "Redis");
        owners.put(monitoring.namespace(), "monitoring");
        owners.put(argo.namespace(), "Argo CD");
        List<InvalidValueException> wrong = new ArrayList<>();
        if (redis.own().isPresent() && redis.namespace().equals(argo.namespace())) {
            wrong.add(besideArgo("redis.namespace", redis.namespace()));
        }
        refuse(wrong, owners, "system.namespace", system.namespace());
        owners.put(system.namespace(), "the system");
        for (Larry larry : larrys) {
            refuse(wrong, owners, "larrys[" + larry.name() + "].namespace", larry.namespace());
            for (Worker worker : larry.workers()) {
                String at = "larrys[" + larry.name() + "].workers[" + worker.name() + "].access[";
                for (int i = 0; i < worker.access().size(); i++) {
                    if (worker.access().get(i).namespaces().contains(argo.namespace())) {
                        wrong.add(besideArgo(at + i + "].namespaces", argo.namespace()));
                    }
                }
            }
        }
        return wrong;
    }

    /**
     * What a project may put into Argo CD's own namespace, it may use to become any project.
     * Source: Argo CD documentation, "Projects".
     */
    private static InvalidValueException besideArgo(String component, String namespace) {
        return new InvalidValueException(
                component,
                "'" + namespace + "'",
                "another than Argo CD's",
                "whoever writes there rules Argo CD; name another");
    }

    private static void refuse(
            List<InvalidValueException> wrong,
            Map<String, String> owners,
            String component,
            String namespace) {
        String owner = owners.get(namespace);
        if (owner != null) {
            wrong.add(
                    new InvalidValueException(
                            component,
                            "'" + namespace + "'",
                            "a namespace of its own",
                            owner + " has this one; choose another"));
        }
    }
}
