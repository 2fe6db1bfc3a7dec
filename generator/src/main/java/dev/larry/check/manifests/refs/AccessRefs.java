package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Bindings, their Roles and subjects; what scales, guards or selects a workload; namespaces. */
final class AccessRefs {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Set<String> GIVEN = Set.of("cluster-admin", "admin", "edit", "view");

    static final Rule ROLE =
            Rule.error(
                    "refs/role",
                    "A binding's Role exists.",
                    "The binding grants nothing, and nothing says so.",
                    "correct roleRef; it cannot be changed in place, the binding is made anew",
                    "Kubernetes documentation, Using RBAC Authorization");
    static final Rule SUBJECT =
            Rule.error(
                    "refs/subject",
                    "A ServiceAccount that a binding names exists.",
                    "The account that was meant has no rights; another of that name may get them.",
                    "correct the subject's name or namespace",
                    "Kubernetes documentation, Using RBAC Authorization");
    static final Rule UNUSED_ROLE =
            Rule.warning(
                    "refs/unused-role",
                    "A Role is bound to someone.",
                    "It grants nothing; or a binding names another.",
                    "bind it, or remove it",
                    "Kubernetes documentation, Using RBAC Authorization");
    static final Rule BUDGET =
            Rule.error(
                    "refs/budget-selector",
                    "A PodDisruptionBudget selects pods.",
                    "It protects nothing.",
                    "give the selector labels that the pods carry",
                    "Kubernetes documentation, Specifying a Disruption Budget");
    static final Rule SCALE =
            Rule.error(
                    "refs/scale-target",
                    "An autoscaler's target exists.",
                    "Nothing is scaled.",
                    "correct scaleTargetRef",
                    "Kubernetes documentation, Horizontal Pod Autoscaling");
    static final Rule POLICY =
            Rule.warning(
                    "refs/policy-selector",
                    "A NetworkPolicy selects pods of its namespace.",
                    "It protects, or opens, nothing.",
                    "give podSelector labels that the pods carry",
                    "Kubernetes documentation, Network Policies");
    static final Rule NAMESPACE =
            Rule.error(
                    "refs/namespace",
                    "An object's namespace exists.",
                    "The API server refuses the object.",
                    "correct the namespace, or add it",
                    "Kubernetes documentation, Namespaces");
    static final Rule IDENTITY =
            Rule.error(
                    "refs/duplicate-object",
                    "An object is in a tree once.",
                    "Whichever is applied last wins.",
                    "remove one of the two, or rename it",
                    "Kubernetes documentation, Object Names and IDs");

    static final List<Rule> ALL =
            List.of(ROLE, SUBJECT, UNUSED_ROLE, BUDGET, SCALE, POLICY, NAMESPACE, IDENTITY);

    private AccessRefs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        Set<String> bound = new HashSet<>();
        for (String kind : List.of("RoleBinding", "ClusterRoleBinding")) {
            for (Manifest binding : tree.of(RBAC, kind)) {
                binding(tree, binding, bound, findings);
            }
        }
        if (tree.isWhole()) {
            for (String kind : List.of("Role", "ClusterRole")) {
                for (Manifest role : tree.of(RBAC, kind)) {
                    if (!bound.contains(kind + "/" + role.namespace() + "/" + role.name())
                            && role.root().get("aggregationRule").isAbsent()) {
                        findings.accept(
                                role.finding(
                                        UNUSED_ROLE,
                                        role.metadata().get("name"),
                                        "is bound to nobody",
                                        "a binding"));
                    }
                }
            }
        }
        for (Manifest budget : tree.of("policy", "PodDisruptionBudget")) {
            selects(tree, budget, budget.spec().get("selector"), BUDGET, findings);
        }
        for (Manifest policy : tree.of("networking.k8s.io", "NetworkPolicy")) {
            if (!policy.spec().get("podSelector").isEmpty()) {
                selects(tree, policy, policy.spec().get("podSelector"), POLICY, findings);
            }
        }
        for (Manifest scaler : tree.of("autoscaling", "HorizontalPodAutoscaler")) {
            Field target = scaler.spec().get("scaleTargetRef");
            String version = target.get("apiVersion").text();
            String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
            missing(
                    tree,
                    scaler,
                    target.get("name"),
                    group,
                    target.get("kind").text(),
                    scaler.namespace(),
                    SCALE,
                    findings);
        }
        namespaces(tree, findings);
        identities(tree, findings);
    }

    private static void binding(
            ManifestSet tree, Manifest binding, Set<String> bound, Consumer<Finding> findings) {
        Field role = binding.root().get("roleRef");
        String kind = role.get("kind").text();
        String namespace = kind.equals("Role") ? binding.namespace() : "";
        String name = role.get("name").text();
        bound.add(kind + "/" + namespace + "/" + name);
        boolean given =
                kind.equals("ClusterRole") && (GIVEN.contains(name) || name.startsWith("system:"));
        if (!given) {
            missing(tree, binding, role.get("name"), RBAC, kind, namespace, ROLE, findings);
        }
        for (Field subject : binding.root().get("subjects").items()) {
            if (subject.get("kind").is("ServiceAccount") && !subject.get("name").is("default")) {
                missing(
                        tree,
                        binding,
                        subject.get("name"),
                        "",
                        "ServiceAccount",
                        subject.get("namespace").textOr(binding.namespace()),
                        SUBJECT,
                        findings);
            } else if (subject.get("kind").is("ServiceAccount") && tree.isWhole()) {
                findings.accept(
                        binding.finding(
                                SUBJECT,
                                subject.get("name"),
                                "gives rights to the default ServiceAccount",
                                "an account of its own"));
            }
        }
    }

    private static void missing(
            ManifestSet tree,
            Manifest object,
            Field name,
            String group,
            String kind,
            String namespace,
            Rule rule,
            Consumer<Finding> findings) {
        if (name.isEmpty()
                || Placeholder.isIn(name.text())
                || tree.find(group, kind, namespace, name.text()).isPresent()) {
            return;
        }
        List<Manifest> there = tree.of(group, kind, namespace);
        Optional<String> hint = Absence.of(tree, there, name.text());
        boolean odd = rule.equals(SCALE) && Absence.isOddOneOut(tree, object, there);
        if (hint.isPresent() || odd) {
            Finding finding =
                    object.finding(
                            rule,
                            name,
                            kind
                                    + " "
                                    + (namespace.isEmpty() ? "" : namespace + "/")
                                    + name.text()
                                    + " is not there; "
                                    + hint.orElse("others of the file are"),
                            "a " + kind + " of the tree");
            findings.accept(hint.isPresent() ? finding : finding.as(Severity.WARNING));
        }
    }

    private static void selects(
            ManifestSet tree,
            Manifest object,
            Field selector,
            Rule rule,
            Consumer<Finding> findings) {
        boolean selected =
                tree.podsNear(object.namespace())
                        .anyMatch(each -> Selector.matches(selector, each.labels()));
        if (selected) {
            return;
        }
        List<Selection.Candidate> there =
                tree.pods(object.namespace()).stream()
                        .map(each -> new Selection.Candidate(each.owner(), each.labels()))
                        .toList();
        Selection.of(tree, object, selector)
                .fault(there)
                .ifPresent(severity ->
                        findings.accept(
                                object.finding(
                                                rule,
                                                selector,
                                                "selects "
                                                        + Selector.text(selector)
                                                        + ", which none of the "
                                                        + there.size()
                                                        + " pods there carries",
                                                "labels of pods")
                                        .as(severity)));
    }

    private static void namespaces(ManifestSet tree, Consumer<Finding> findings) {
        List<Manifest> there = tree.of("", "Namespace");
        tree.namespaces()
                .filter(name ->
                        tree.find("", "Namespace", "", name).isEmpty()
                                && !tree.outside().namespaces().contains(name)
                                && !Placeholder.isIn(name))
                .forEach(name ->
                        Absence.of(tree, there, name)
                                .ifPresent(hint -> namespace(tree, name, hint, findings)));
    }

    private static void namespace(
            ManifestSet tree, String name, String hint, Consumer<Finding> findings) {
        for (Manifest object : tree.in(name)) {
            findings.accept(
                    object.finding(
                            NAMESPACE,
                            object.metadata().get("namespace"),
                            "Namespace " + name + " is not there; " + hint,
                            "a Namespace of the tree"));
        }
    }

    private static void identities(ManifestSet tree, Consumer<Finding> findings) {
        Set<String> seen = new HashSet<>();
        for (Manifest object : tree.objects()) {
            List<Manifest> all =
                    tree.all(object.group(), object.kind(), object.namespace(), object.name());
            if (all.size() == 1) {
                continue;
            }
            String identity =
                    object.group()
                            + "/"
                            + object.kind()
                            + "/"
                            + object.namespace()
                            + "/"
                            + object.name();
            if (!object.name().isEmpty()
                    && !seen.add(identity)
                    && (tree.isWhole() || isSynced(tree, all.getFirst(), object))) {
                Finding finding =
                        object.finding(
                                IDENTITY,
                                object.metadata().get("name"),
                                "is also in " + all.getFirst().root().source(),
                                "one of them");
                boolean sure = tree.isWhole() || isOneFile(all.getFirst(), object);
                findings.accept(sure ? finding : finding.as(Severity.WARNING));
            }
        }
    }

    /** Overlays, bases and collections of examples repeat objects on purpose; one file does not. */
    private static boolean isSynced(ManifestSet tree, Manifest one, Manifest other) {
        return isOneFile(one, other) || tree.isArgo() && one.isBeside(other);
    }

    private static boolean isOneFile(Manifest one, Manifest other) {
        return one.root().source().file().equals(other.root().source().file());
    }
}
