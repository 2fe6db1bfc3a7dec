package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.contract.Names;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Who may do what. Source: Kubernetes documentation, "Using RBAC Authorization". */
final class AccessChecks {
    private static final Set<String> ESCALATING =
            Set.of("*", "escalate", "bind", "impersonate", "deletecollection");

    private AccessChecks() {}

    static void accounts(RenderedTree tree, Consumer<String> problems) {
        Set<String> used = new HashSet<>();
        for (Pod pod : tree.pods()) {
            used.add(pod.namespace() + "/" + pod.account());
            if (!tree.has("ServiceAccount", pod.namespace(), pod.account())
                    || pod.account().equals("default")) {
                problems.accept(pod.path() + " runs under a missing account " + pod.account());
            }
            boolean bound =
                    tree.all("RoleBinding", "ClusterRoleBinding")
                            .anyMatch(binding -> bindsTo(binding, pod.namespace(), pod.account()));
            JsonNode mounted = pod.spec().path("automountServiceAccountToken");
            if (!mounted.isBoolean() || mounted.asBoolean() != bound) {
                problems.accept(pod.path() + " mounts a token it has no use for, or none");
            }
        }
        tree.all("ServiceAccount")
                .forEach(account -> {
                    if (!used.contains(account.namespace() + "/" + account.name())) {
                        problems.accept(account.path() + " is nobody's account");
                    }
                    if (account.at("/automountServiceAccountToken").asBoolean(true)) {
                        problems.accept(account.path() + " has every pod mount its token");
                    }
                });
    }

    private static boolean bindsTo(TreeObject binding, String namespace, String account) {
        return TreeObject.each(binding.at("/subjects"))
                .anyMatch(subject ->
                        subject.path("kind").asText().equals("ServiceAccount")
                                && subject.path("namespace").asText().equals(namespace)
                                && subject.path("name").asText().equals(account));
    }

    static void roles(RenderedTree tree, Consumer<String> problems) {
        Set<String> bound = new HashSet<>();
        tree.all("RoleBinding", "ClusterRoleBinding")
                .forEach(binding -> {
                    String kind = binding.at("/roleRef/kind").asText();
                    String name = binding.at("/roleRef/name").asText();
                    String namespace = kind.equals("Role") ? binding.namespace() : "";
                    bound.add(kind + " " + namespace + "/" + name);
                    if (!tree.has(kind, namespace, name)
                            || !binding.at("/roleRef/apiGroup")
                                    .asText()
                                    .equals("rbac.authorization.k8s.io")) {
                        problems.accept(
                                binding.path() + " binds a role that is not there: " + name);
                    }
                    if (binding.at("/subjects").isEmpty()) {
                        problems.accept(binding.path() + " binds nobody");
                    }
                    for (JsonNode subject : binding.at("/subjects")) {
                        if (!tree.has(
                                subject.path("kind").asText(),
                                subject.path("namespace").asText(),
                                subject.path("name").asText())) {
                            problems.accept(binding.path() + " binds somebody who is not there");
                        }
                    }
                });
        tree.all("Role", "ClusterRole")
                .forEach(role -> {
                    if (!bound.contains(role.kind() + " " + role.namespace() + "/" + role.name())) {
                        problems.accept(role.path() + " is bound to nobody");
                    }
                    if (role.at("/rules").isEmpty()) {
                        problems.accept(role.path() + " allows nothing");
                    }
                    for (JsonNode rule : role.at("/rules")) {
                        rule(role, rule, problems);
                    }
                });
    }

    private static void rule(TreeObject role, JsonNode rule, Consumer<String> problems) {
        for (String member : List.of("apiGroups", "resources", "verbs")) {
            if (rule.path(member).isEmpty()) {
                problems.accept(role.path() + " has a rule without " + member);
            }
            if (TreeObject.eachText(rule.path(member)).anyMatch(text -> text.contains("*"))) {
                problems.accept(role.path() + " has a wildcard in " + member);
            }
        }
        if (TreeObject.eachText(rule.path("verbs")).anyMatch(ESCALATING::contains)) {
            problems.accept(role.path() + " may raise its own rights");
        }
        boolean names = !rule.path("resourceNames").isEmpty();
        if (names && TreeObject.eachText(rule.path("verbs")).anyMatch("create"::equals)) {
            problems.accept(role.path() + " may create by name, which Kubernetes never matches");
        }
    }

    /** Each agent may read its run's record and take its own tasks, and no worker anything else. */
    static void taskRecords(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            JsonNode settings = MountChecks.settingsOf(tree, pod);
            String run = settings.at("/run/id").asText();
            String records = settings.at("/records/namespace").asText();
            List<JsonNode> own = new ArrayList<>();
            settings.at("/coordinator/workers").forEach(own::add);
            if (settings.at("/worker").isObject()) {
                own.add(settings.at("/worker"));
            }
            for (JsonNode worker : own) {
                String task = Names.taskRecord(run, worker.at("/task/id").asText());
                need(tree, pod, records, "get", task, problems);
                need(tree, pod, records, "update", task, problems);
                TreeObject.eachText(worker.path("after"))
                        .forEach(id ->
                                need(
                                        tree,
                                        pod,
                                        records,
                                        "get",
                                        Names.taskRecord(run, id),
                                        problems));
            }
            if (settings.isObject()) {
                need(tree, pod, records, "get", Names.runRecord(run), problems);
            }
            if (settings.at("/role").asText().equals("WORKER")
                    && may(tree, pod, records, "update", Names.taskRecord(run, "another"))) {
                problems.accept(pod.path() + " may update another's task record");
            }
        }
    }

    private static void need(
            RenderedTree tree,
            Pod pod,
            String namespace,
            String verb,
            String name,
            Consumer<String> problems) {
        if (!may(tree, pod, namespace, verb, name)) {
            problems.accept(pod.path() + " may not " + verb + " " + namespace + "/" + name);
        }
    }

    private static boolean may(
            RenderedTree tree, Pod pod, String namespace, String verb, String name) {
        return tree.all("RoleBinding")
                .filter(binding -> binding.namespace().equals(namespace))
                .filter(binding -> bindsTo(binding, pod.namespace(), pod.account()))
                .flatMap(binding ->
                        tree.find("Role", namespace, binding.at("/roleRef/name").asText()).stream())
                .flatMap(role -> TreeObject.each(role.at("/rules")))
                .anyMatch(rule ->
                        holds(rule, "apiGroups", "")
                                && holds(rule, "resources", "configmaps")
                                && holds(rule, "verbs", verb)
                                && (rule.path("resourceNames").isEmpty()
                                        || holds(rule, "resourceNames", name)));
    }

    private static boolean holds(JsonNode rule, String member, String text) {
        return TreeObject.eachText(rule.path(member)).anyMatch(text::equals);
    }
}
