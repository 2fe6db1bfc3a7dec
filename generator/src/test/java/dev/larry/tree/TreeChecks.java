package dev.larry.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that must hold of every rendered tree, by name. They work on what the files say, not on the
 * code that wrote them; {@link TreeChecksTest} shows for each a tree that it finds wrong.
 */
public final class TreeChecks {
    private static final Map<String, TreeCheck> ALL = new LinkedHashMap<>();

    static {
        ALL.put("reads alike under YAML 1.1 and 1.2", FileChecks::parseAlike);
        ALL.put("says where it comes from", FileChecks::head);
        ALL.put("identity and path", FileChecks::identities);
        ALL.put("nothing the API server would add or change", FileChecks::serverOwned);
        ALL.put("object names", NameChecks::objects);
        ALL.put("labels and annotations", NameChecks::labels);
        ALL.put("names within pods", NameChecks::pods);
        ALL.put("canonical quantities", ResourceChecks::canonical);
        ALL.put("requests within limits", ResourceChecks::requestsWithinLimits);
        ALL.put("quota is the sum of the pods", ResourceChecks::quota);
        ALL.put("limit range admits", ResourceChecks::limitRange);
        ALL.put("service accounts", AccessChecks::accounts);
        ALL.put("roles and bindings", AccessChecks::roles);
        ALL.put("access to task records", AccessChecks::taskRecords);
        ALL.put("config maps", MountChecks::configMaps);
        ALL.put("claims", MountChecks::claims);
        ALL.put("secrets", MountChecks::secrets);
        ALL.put("volumes are mounted", MountChecks::volumes);
        ALL.put("settings are what the pod is", MountChecks::settings);
        ALL.put("priority classes", MountChecks::priorities);
        ALL.put("selectors of workloads", ServiceChecks::workloads);
        ALL.put("services", ServiceChecks::services);
        ALL.put("ingresses", ServiceChecks::ingresses);
        ALL.put("monitors", ServiceChecks::monitors);
        ALL.put("every metrics port is read", ServiceChecks::everyMetricsPort);
        ALL.put("network policies", NetworkChecks::policies);
        ALL.put("who must reach whom may", NetworkChecks::reach);
        ALL.put("pod security restricted", RestrictedChecks::pods);
        ALL.put("hardened beyond restricted", RestrictedChecks::beyond);
        ALL.put("jobs", JobChecks::jobs);
        ALL.put("deployments", JobChecks::deployments);
        ALL.put("waves", ArgoChecks::waves);
        ALL.put("applications", ArgoChecks::applications);
        ALL.put("project permits what is rendered", ArgoChecks::permitted);
        ALL.put("project permits nothing else", ArgoChecks::leastPermitted);
        ALL.put("sync options", ArgoChecks::syncOptions);
    }

    private TreeChecks() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** What one check finds. */
    static List<String> problems(String name, RenderedTree tree) {
        List<String> problems = new ArrayList<>();
        Objects.requireNonNull(ALL.get(name), name).look(tree, problems::add);
        return problems;
    }

    /** What all of them find. */
    public static List<String> problems(RenderedTree tree) {
        List<String> problems = new ArrayList<>();
        ALL.forEach(
                (name, check) -> check.look(tree, problem -> problems.add(name + ": " + problem)));
        return problems;
    }
}
