package dev.larry.diff.reach;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.diff.object.ManifestObject;
import dev.larry.diff.object.Trees;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Rights that a change gives: more verbs, resources, names, subjects, or the same for the whole
 * cluster.
 *
 * <p>Source: Kubernetes documentation, "Using RBAC Authorization": rights only add up, so whatever
 * a rule of the head allows and no rule of the same role in the base did is new.
 */
public final class RbacReach {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final Trees trees;
    private final List<String> lines = new ArrayList<>();

    private final UnaryOperator<String> renamed;

    private RbacReach(Trees trees, UnaryOperator<String> renamed) {
        this.trees = trees;
        this.renamed = renamed;
    }

    /**
     * What is widened, a line each.
     *
     * @param renamed what an object of the base is called in the head: the records of a new run
     *     have other names, which gives nobody more than before
     */
    public static List<String> widened(Trees trees, UnaryOperator<String> renamed) {
        RbacReach reach = new RbacReach(trees, renamed);
        for (ManifestObject after : trees.head()) {
            Optional<ManifestObject> before = trees.base(after.id());
            if (before.isEmpty() || before.get().content() != after.content()) {
                reach.look(before, after);
            }
        }
        return reach.lines;
    }

    private void look(Optional<ManifestObject> before, ManifestObject after) {
        if (after.id().group().equals(GROUP)) {
            switch (after.id().kind()) {
                case "Role", "ClusterRole" -> role(before, after);
                case "RoleBinding", "ClusterRoleBinding" -> binding(before, after);
                default -> {}
            }
        } else if (after.id().is("", "ServiceAccount")) {
            token(before, after, "/automountServiceAccountToken");
        } else if (!after.podTemplate().isMissingNode()) {
            account(before, after);
        }
    }

    private void role(Optional<ManifestObject> before, ManifestObject after) {
        List<RbacRule> had =
                before.map(each -> RbacRule.of(each.at("/rules"))).orElse(List.of()).stream()
                        .map(rule -> rule.renamed(renamed))
                        .toList();
        Map<String, Set<String>> verbs = new LinkedHashMap<>();
        for (RbacRule rule : RbacRule.of(after.at("/rules"))) {
            for (RbacRule.Right right : rule.rights()) {
                if (had.stream().noneMatch(each -> each.allows(right))) {
                    verbs.computeIfAbsent(right.on(), _ -> new LinkedHashSet<>()).add(right.verb());
                }
            }
        }
        String where = after.id().namespace().isEmpty() ? ", cluster-wide where bound so" : "";
        verbs.forEach((on, what) ->
                lines.add(
                        subject(before, after)
                                + " may now "
                                + String.join(", ", what)
                                + " "
                                + on
                                + where));
        JsonNode selectors = after.at("/aggregationRule");
        if (!selectors.isMissingNode()
                && before.map(each -> !each.at("/aggregationRule").equals(selectors))
                        .orElse(true)) {
            lines.add(subject(before, after) + " now takes in other roles: " + selectors);
        }
    }

    private void binding(Optional<ManifestObject> before, ManifestObject after) {
        boolean sameRole =
                before.map(each -> each.at("/roleRef").equals(after.at("/roleRef"))).orElse(false);
        Set<String> had = sameRole ? subjects(before.orElse(after)) : Set.of();
        String scope =
                after.id().kind().equals("ClusterRoleBinding")
                        ? " in the whole cluster"
                        : " in " + after.id().namespace();
        String role = after.at("/roleRef/kind").asText() + " " + after.at("/roleRef/name").asText();
        for (String subject : subjects(after)) {
            if (!had.contains(subject)) {
                lines.add(subject(before, after) + ": " + subject + " now has " + role + scope);
            }
        }
    }

    private static Set<String> subjects(ManifestObject binding) {
        Set<String> subjects = new LinkedHashSet<>();
        for (JsonNode each : binding.at("/subjects")) {
            String namespace = each.path("namespace").asText("");
            subjects.add(
                    each.path("kind").asText()
                            + " "
                            + (namespace.isEmpty() ? "" : namespace + "/")
                            + each.path("name").asText());
        }
        return subjects;
    }

    /** Pods that run as another account have its rights. */
    private void account(Optional<ManifestObject> before, ManifestObject after) {
        JsonNode spec = after.podTemplate().path("spec");
        if (before.isPresent()) {
            String was =
                    before.get()
                            .podTemplate()
                            .path("spec")
                            .path("serviceAccountName")
                            .asText("default");
            String is = spec.path("serviceAccountName").asText("default");
            if (!was.equals(is)) {
                lines.add(
                        subject(before, after)
                                + " now runs as ServiceAccount "
                                + is
                                + ", no longer as "
                                + was);
            }
            boolean had =
                    before.get()
                            .podTemplate()
                            .path("spec")
                            .path("automountServiceAccountToken")
                            .asBoolean(true);
            if (!had && spec.path("automountServiceAccountToken").asBoolean(true)) {
                lines.add(subject(before, after) + " now mounts its account's token");
            }
        }
    }

    private void token(Optional<ManifestObject> before, ManifestObject after, String pointer) {
        if (before.isPresent()
                && !before.get().at(pointer).asBoolean(true)
                && after.at(pointer).asBoolean(true)) {
            lines.add(subject(before, after) + " now has its token mounted where it is used");
        }
    }

    private static String subject(Optional<ManifestObject> before, ManifestObject after) {
        return (before.isEmpty() ? "new " : "") + after.id();
    }
}
