package dev.larry.model;

import java.util.ArrayList;
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
        List<InvalidValueException> wrong = new ArrayList<>();
        refuseWildcard(wrong, "groups", groups);
        refuseWildcard(wrong, "resources", resources);
        refuseWildcard(wrong, "verbs", verbs);
        InvalidValueException.throwAll(wrong);
    }

    private static void refuseWildcard(
            List<InvalidValueException> wrong, String component, List<String> values) {
        if (values.isEmpty()) {
            wrong.add(
                    new InvalidValueException(
                            component, "none", "at least one", "name what the task needs"));
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).contains("*")) {
                wrong.add(
                        new InvalidValueException(
                                component + "[" + i + "]",
                                "'" + values.get(i) + "'",
                                "names, no wildcard",
                                "name what the task needs"));
            }
        }
    }
}
