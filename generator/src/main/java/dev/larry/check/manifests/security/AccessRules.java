package dev.larry.check.manifests.security;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What Roles grant, to whom, and which pods hold a token for it. */
final class AccessRules {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String GOOD =
            "Kubernetes documentation, Role Based Access Control Good Practices";
    private static final Set<String> READS = Set.of("get", "list", "watch", "*");

    /** Exec and its kind are opened by POST or, over a web socket, by GET. */
    private static final Set<String> OPENS = Set.of("get", "create", "*");

    private static final Set<String> ALL_WHO =
            Set.of(
                    "system:anonymous",
                    "system:unauthenticated",
                    "system:authenticated",
                    "system:serviceaccounts");

    static final Rule WILDCARD =
            Rule.error(
                    "security/rbac-wildcard",
                    "A Role names its verbs, resources and API groups.",
                    "A wildcard grants what is there today and what any release adds. Over all"
                        + " resources of the core, of RBAC or of every group it is an error, over"
                        + " named resources or a group of its own a warning.",
                    "name what is needed in place of the *",
                    GOOD + ", Least privilege");
    static final Rule SECRETS =
            Rule.error(
                    "security/rbac-secrets",
                    "No Role reads Secrets but those it names.",
                    "Who reads all Secrets of a namespace holds every account's token in it. In"
                            + " one namespace that is a warning, in all of them an error.",
                    "name them in resourceNames with get, or mount them",
                    GOOD + ", Listing secrets");
    static final Rule EXEC =
            Rule.error(
                    "security/rbac-pods-exec",
                    "No Role opens a shell or a tunnel into pods.",
                    "pods/exec, attach, portforward and proxy act as the pod: its files, its"
                            + " Secrets, its token.",
                    "remove it from resources",
                    GOOD + ", Workload creation");
    static final Rule ESCALATE =
            Rule.error(
                    "security/rbac-escalate",
                    "No Role escalates, binds or impersonates.",
                    "Each of the three gives its holder rights it was not given.",
                    "remove the verb",
                    GOOD + ", Escalate, bind and impersonate verbs");
    static final Rule CLUSTER_ADMIN =
            Rule.error(
                    "security/rbac-cluster-admin",
                    "No account of a workload is cluster-admin.",
                    "Whoever breaks into the workload owns the cluster.",
                    "write a Role with what is needed, and bind that",
                    GOOD + ", Least privilege");
    static final Rule EVERYBODY =
            Rule.error(
                    "security/rbac-everybody",
                    "No binding has everybody as its subject.",
                    "Anonymous callers, or every account of the cluster, get the right.",
                    "name the accounts",
                    GOOD);
    static final Rule TOKEN =
            Rule.warning(
                    "security/token-automount",
                    "A pod mounts a token only where it has rights to use.",
                    "A token that nothing needs is one more that can be stolen.",
                    "set automountServiceAccountToken: false on the pod or its account",
                    "Kubernetes documentation, Configure Service Accounts for Pods");

    static final List<Rule> ALL =
            List.of(WILDCARD, SECRETS, EXEC, ESCALATE, CLUSTER_ADMIN, EVERYBODY, TOKEN);

    private AccessRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (String kind : List.of("Role", "ClusterRole")) {
            for (Manifest role : tree.of(RBAC, kind)) {
                boolean everywhere = isEverywhere(tree, role);
                role.root()
                        .get("rules")
                        .items()
                        .forEach(rule -> rule(role, rule, everywhere, findings));
            }
        }
        for (String kind : List.of("RoleBinding", "ClusterRoleBinding")) {
            tree.of(RBAC, kind).forEach(each -> binding(each, findings));
        }
        Set<String> bound = new HashSet<>();
        for (String kind : List.of("RoleBinding", "ClusterRoleBinding")) {
            for (Manifest binding : tree.of(RBAC, kind)) {
                for (Field subject : binding.root().get("subjects").items()) {
                    if (subject.get("kind").is("ServiceAccount")) {
                        bound.add(
                                subject.get("namespace").textOr(binding.namespace())
                                        + "/"
                                        + subject.get("name").text());
                    } else if (subject.get("kind").is("Group")) {
                        bound.add(subject.get("name").text());
                    }
                }
            }
        }
        tree.pods().forEach(pod -> token(tree, pod, bound, findings));
    }

    /** Whether a role counts in all namespaces: bound to the cluster, or nobody can tell. */
    private static boolean isEverywhere(ManifestSet tree, Manifest role) {
        return role.kind().equals("ClusterRole")
                && (tree.isWhole()
                        || tree.of(RBAC, "ClusterRoleBinding").stream()
                                .anyMatch(each -> each.root().at("roleRef.name").is(role.name())));
    }

    private static void rule(
            Manifest role, Field rule, boolean everywhere, Consumer<Finding> findings) {
        List<String> verbs = rule.get("verbs").list();
        List<String> resources = rule.get("resources").list();
        List<String> groups = rule.get("apiGroups").list();
        boolean core = groups.contains("") || groups.contains("*");
        for (String key : List.of("verbs", "resources", "apiGroups", "nonResourceURLs")) {
            for (Field each : rule.get(key).items()) {
                if (each.is("*") || key.equals("resources") && each.text().startsWith("*/")) {
                    Finding wildcard =
                            role.finding(
                                    WILDCARD, each, "'" + each.text() + "' in " + key, "names");
                    findings.accept(
                            isUnbounded(rule, groups) ? wildcard : wildcard.as(Severity.WARNING));
                }
            }
        }
        if (core && resources.contains("secrets") && verbs.stream().anyMatch(READS::contains)) {
            if (rule.get("resourceNames").isEmpty()) {
                findings.accept(
                        role.finding(
                                        SECRETS,
                                        element(rule.get("resources"), "secrets"),
                                        "reads all secrets"
                                                + (everywhere
                                                        ? " of all namespaces"
                                                        : " of the namespace it is bound in"),
                                        "get of those named in resourceNames")
                                .as(everywhere ? Severity.ERROR : Severity.WARNING));
            }
        }
        for (Field each : rule.get("resources").items()) {
            if (core
                    && verbs.stream().anyMatch(OPENS::contains)
                    && Set.of(
                                    "pods/exec",
                                    "pods/attach",
                                    "pods/portforward",
                                    "pods/proxy",
                                    "nodes/proxy",
                                    "services/proxy")
                            .contains(each.text())) {
                findings.accept(role.finding(EXEC, each, "grants " + each.text(), "not"));
            }
        }
        for (Field each : rule.get("verbs").items()) {
            if (Set.of("escalate", "bind", "impersonate").contains(each.text())) {
                findings.accept(role.finding(ESCALATE, each, "grants " + each.text(), "not"));
            }
        }
    }

    /**
     * Every resource of the core, of RBAC or of all groups; a group's own ones are a lesser right.
     */
    private static boolean isUnbounded(Field rule, List<String> groups) {
        boolean strong =
                groups.contains("*")
                        || groups.contains("")
                        || groups.contains("rbac.authorization.k8s.io");
        return strong && rule.get("resources").list().contains("*")
                || rule.get("nonResourceURLs").list().contains("*");
    }

    private static Field element(Field list, String text) {
        return list.items().stream().filter(each -> each.is(text)).findFirst().orElse(list);
    }

    private static void binding(Manifest binding, Consumer<Finding> findings) {
        Field role = binding.root().at("roleRef.name");
        List<Field> subjects = binding.root().get("subjects").items();
        if (role.is("cluster-admin") && binding.root().at("roleRef.kind").is("ClusterRole")) {
            findings.accept(
                    binding.finding(
                            CLUSTER_ADMIN,
                            role,
                            "binds cluster-admin",
                            "a Role with what is needed"));
        }
        for (Field subject : subjects) {
            String name = subject.get("name").text();
            if (ALL_WHO.contains(name) && !subject.get("kind").is("ServiceAccount")) {
                findings.accept(
                        binding.finding(
                                EVERYBODY,
                                subject.get("name"),
                                name + " as subject",
                                "accounts by name"));
            }
        }
    }

    private static void token(
            ManifestSet tree, Pod pod, Set<String> bound, Consumer<Finding> findings) {
        Field onPod = pod.spec().get("automountServiceAccountToken");
        if (onPod.isFalse()) {
            return;
        }
        String account = pod.serviceAccount();
        Optional<Manifest> there = tree.find("", "ServiceAccount", pod.namespace(), account);
        if (onPod.isAbsent()
                && there.filter(each -> each.root().get("automountServiceAccountToken").isFalse())
                        .isPresent()) {
            return;
        }
        boolean granted =
                bound.contains(pod.namespace() + "/" + account)
                        || bound.contains("system:serviceaccounts:" + pod.namespace());
        boolean known = account.equals("default") || there.isPresent() || tree.isWhole();
        if (!granted && known) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    TOKEN,
                                    onPod.exists() ? onPod : pod.spec(),
                                    "mounts the token of "
                                            + account
                                            + ", which nothing in this tree grants a right",
                                    "automountServiceAccountToken: false"));
        }
    }
}
