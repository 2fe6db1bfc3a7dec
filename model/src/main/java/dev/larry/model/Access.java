package dev.larry.model;

import java.util.List;

/**
 * What a worker may do at the API server, and why. Source: Kubernetes documentation, "Using RBAC
 * Authorization".
 */
public record Access(
        @Doc("API groups; the core group is \"\".") List<String> groups,
        @Doc("Resources, such as pods or pods/log.") @As(Syntax.TEXT) List<String> resources,
        @Doc("Verbs, such as get, list, watch.") @As(Syntax.TEXT) List<String> verbs,
        @Doc("Namespaces; none: the whole cluster.") @As(Syntax.DNS_LABEL) List<String> namespaces,
        @Doc("Names of single objects; none: all.") @As(Syntax.TEXT) List<String> names,
        @Doc("Why the task needs it.") @As(Syntax.TEXT) String reason) {
    public Access {
        groups = List.copyOf(groups);
        resources = List.copyOf(resources);
        verbs = List.copyOf(verbs);
        namespaces = List.copyOf(namespaces);
        names = List.copyOf(names);
        refuseWildcard("groups", groups);
        refuseWildcard("resources", resources);
        refuseWildcard("verbs", verbs);
    }

    private static void refuseWildcard(String component, List<String> values) {
        if (values.isEmpty()) {
            throw new InvalidValueException(
                    component, "none", "at least one", "name what the task needs");
        }
        for (String value : values) {
            if (value.contains("*")) {
                throw new InvalidValueException(
                        component,
                        "'" + value + "'",
                        "names, no wildcard",
                        "name what the task needs");
            }
        }
    }
}
