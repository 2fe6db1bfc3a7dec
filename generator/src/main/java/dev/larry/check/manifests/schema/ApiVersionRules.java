package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** API versions that the pinned Kubernetes no longer serves, or will not for long. */
final class ApiVersionRules {
    /** The minor version of Kubernetes that is meant. */
    static final int VERSION = 36;

    private static final String SOURCE =
            "Kubernetes documentation, Deprecated API Migration Guide; the life cycles declared in"
                    + " k8s.io/api";

    static final Rule REMOVED =
            Rule.error(
                    "schema/api-removed",
                    "An object's API version is served by Kubernetes 1." + VERSION + ".",
                    "The API server knows no such kind and refuses the object.",
                    "move to the version that replaced it",
                    SOURCE);
    static final Rule DEPRECATED =
            Rule.warning(
                    "schema/api-deprecated",
                    "An object's API version is not deprecated.",
                    "It will be gone in a coming release, and the tree with it.",
                    "move to the version that replaces it",
                    SOURCE);

    static final Rule UNKNOWN =
            Rule.error(
                    "schema/api-unknown",
                    "An object names the group and the version that serve its kind.",
                    "The API server knows no such kind and refuses the object.",
                    "correct apiVersion",
                    "Kubernetes API reference");

    static final List<Rule> ALL = List.of(REMOVED, DEPRECATED, UNKNOWN);

    private ApiVersionRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest object : tree.objects()) {
            Optional<ApiLifecycle> known = ApiLifecycle.of(object.apiVersion(), object.kind());
            if (known.isEmpty()) {
                ServedVersions.instead(object)
                        .ifPresent(instead ->
                                findings.accept(
                                        object.finding(
                                                UNKNOWN,
                                                object.root().get("apiVersion"),
                                                object.apiVersion() + " has no " + object.kind(),
                                                instead,
                                                "write " + instead + " instead")));
            }
            known.ifPresent(life -> {
                if (life.removed() <= VERSION) {
                    say(REMOVED, object, life, "was removed in 1." + life.removed(), findings);
                } else if (life.deprecated() <= VERSION) {
                    String end = life.hasEnd() ? ", gone in 1." + life.removed() : "";
                    say(
                            DEPRECATED,
                            object,
                            life,
                            "is deprecated since 1." + life.deprecated() + end,
                            findings);
                }
            });
        }
    }

    private static void say(
            Rule rule,
            Manifest object,
            ApiLifecycle life,
            String what,
            Consumer<Finding> findings) {
        findings.accept(
                object.finding(
                        rule,
                        object.root().get("apiVersion"),
                        object.apiVersion() + " " + object.kind() + " " + what,
                        life.instead(),
                        "use " + life.instead() + " instead"));
    }
}
