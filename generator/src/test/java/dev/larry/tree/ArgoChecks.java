package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Argo CD syncs, may sync and in which order. Source: Argo CD documentation, "Sync Phases and
 * Waves", "Projects", "Sync Options".
 */
final class ArgoChecks {
    private static final String BOOTSTRAP = "_bootstrap";
    private static final Set<String> CUSTOM =
            Set.of("ServiceMonitor", "PodMonitor", "PrometheusRule", "ExternalSecret");

    private ArgoChecks() {}

    private static Stream<TreeObject> synced(RenderedTree tree) {
        return tree.objects().stream().filter(object -> !object.app().equals(BOOTSTRAP));
    }

    /** Within one Application nothing comes before what it needs. */
    static void waves(RenderedTree tree, Consumer<String> problems) {
        for (TreeObject object : tree.objects()) {
            if (!object.annotation("argocd.argoproj.io/sync-wave").matches("-?[0-9]+")) {
                problems.accept(object.path() + " has no wave");
                return;
            }
        }
        synced(tree)
                .forEach(object -> {
                    before(tree, "Namespace", "", object.namespace(), object, true, problems);
                    if (object.kind().endsWith("Binding")) {
                        String kind = object.at("/roleRef/kind").asText();
                        String namespace = kind.equals("Role") ? object.namespace() : "";
                        before(
                                tree,
                                kind,
                                namespace,
                                object.at("/roleRef/name").asText(),
                                object,
                                false,
                                problems);
                    }
                });
        for (Pod pod : tree.pods()) {
            TreeObject owner = pod.owner();
            String namespace = pod.namespace();
            before(tree, "ServiceAccount", namespace, pod.account(), owner, true, problems);
            // Argo CD puts kinds that it does not list, such as this one, last within a wave.
            before(
                    tree,
                    "PriorityClass",
                    "",
                    pod.spec().path("priorityClassName").asText(),
                    owner,
                    true,
                    problems);
            references(pod, "/configMap/name", "configMap", "name")
                    .forEach(name ->
                            before(tree, "ConfigMap", namespace, name, owner, true, problems));
            references(pod, "/persistentVolumeClaim/claimName", "", "")
                    .forEach(name ->
                            before(
                                    tree,
                                    "PersistentVolumeClaim",
                                    namespace,
                                    name,
                                    owner,
                                    false,
                                    problems));
            synced(tree)
                    .filter(rbac ->
                            rbac.kind().endsWith("Binding") || rbac.kind().equals("NetworkPolicy"))
                    .filter(rbac -> rbac.app().equals(owner.app()) && rbac.wave() >= owner.wave())
                    .forEach(rbac ->
                            problems.accept(rbac.path() + " comes too late for " + owner.path()));
        }
        claims(tree, problems);
        jobsLast(tree, problems);
    }

    private static Stream<String> references(
            Pod pod, String pointer, String projected, String member) {
        return pod.volumes().stream()
                .flatMap(volume ->
                        Stream.concat(
                                Stream.of(volume.at(pointer)),
                                TreeObject.each(volume.at("/projected/sources"))
                                        .map(source -> source.path(projected).path(member))))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static void before(
            RenderedTree tree,
            String kind,
            String namespace,
            String name,
            TreeObject user,
            boolean strictly,
            Consumer<String> problems) {
        Optional<TreeObject> found = tree.find(kind, namespace, name);
        if (found.isPresent()
                && found.get().app().equals(user.app())
                && found.get().wave() > user.wave() - (strictly ? 1 : 0)) {
            problems.accept(found.get().path() + " comes too late for " + user.path());
        }
    }

    /** A claim beside its pods binds with the first of them: another wave would wait for ever. */
    private static void claims(RenderedTree tree, Consumer<String> problems) {
        tree.all("PersistentVolumeClaim")
                .forEach(claim -> {
                    Optional<TreeObject> first =
                            tree.pods().stream()
                                    .filter(pod -> pod.namespace().equals(claim.namespace()))
                                    .filter(pod ->
                                            references(
                                                            pod,
                                                            "/persistentVolumeClaim/claimName",
                                                            "",
                                                            "")
                                                    .anyMatch(claim.name()::equals))
                                    .map(Pod::owner)
                                    .filter(owner -> owner.app().equals(claim.app()))
                                    .min(Comparator.comparingInt(TreeObject::wave));
                    if (first.isPresent() && first.get().wave() != claim.wave()) {
                        problems.accept(
                                claim.path() + " is not in the wave of " + first.get().path());
                    }
                });
    }

    private static void jobsLast(RenderedTree tree, Consumer<String> problems) {
        tree.all("Job")
                .forEach(job ->
                        synced(tree)
                                .filter(other -> other.app().equals(job.app()))
                                .filter(other ->
                                        !other.kind().equals("Job") && other.wave() >= job.wave())
                                .forEach(other ->
                                        problems.accept(
                                                other.path() + " is not before " + job.path())));
    }

    static void applications(RenderedTree tree, Consumer<String> problems) {
        List<TreeObject> applications = tree.all("Application").toList();
        Set<String> directories = new TreeSet<>();
        for (TreeObject application : applications) {
            String path = application.at("/spec/source/path").asText();
            String directory = path.substring(path.lastIndexOf('/') + 1);
            if (!directories.add(directory)
                    || synced(tree).noneMatch(object -> object.app().equals(directory))) {
                problems.accept(application.path() + " syncs nothing, or what another syncs");
            }
            if (!tree.has(
                    "AppProject",
                    application.namespace(),
                    application.at("/spec/project").asText())) {
                problems.accept(application.path() + " is in a project that is not there");
            }
            JsonNode automated = application.at("/spec/syncPolicy/automated");
            if (!automated.path("prune").asBoolean()
                    || !automated.path("selfHeal").asBoolean()
                    || automated.path("allowEmpty").asBoolean()
                    || !application.at("/spec/source/directory/recurse").asBoolean()) {
                problems.accept(application.path() + " does not keep the cluster as the tree is");
            }
        }
        synced(tree)
                .filter(object -> !directories.contains(object.app()))
                .forEach(object -> problems.accept(object.path() + " is synced by nobody"));
    }

    static void permitted(RenderedTree tree, Consumer<String> problems) {
        for (TreeObject application : tree.all("Application").toList()) {
            Optional<TreeObject> found =
                    tree.find(
                            "AppProject",
                            application.namespace(),
                            application.at("/spec/project").asText());
            if (found.isEmpty()) {
                continue;
            }
            TreeObject project = found.get();
            JsonNode server = application.at("/spec/destination/server");
            Set<String> namespaces = namespaces(project, server);
            String path = application.at("/spec/source/path").asText();
            if (TreeObject.each(project.at("/spec/sourceRepos"))
                            .noneMatch(application.at("/spec/source/repoURL")::equals)
                    || !namespaces.contains(
                            application.at("/spec/destination/namespace").asText())) {
                problems.accept(
                        application.path() + " has a source or destination that is not permitted");
            }
            synced(tree)
                    .filter(object -> path.endsWith("/" + object.app()))
                    .filter(object -> !permits(project, namespaces, object))
                    .forEach(object -> problems.accept(object.path() + " is not permitted"));
        }
    }

    private static Set<String> namespaces(TreeObject project, JsonNode server) {
        return TreeObject.each(project.at("/spec/destinations"))
                .filter(destination -> destination.path("server").equals(server))
                .map(destination -> destination.path("namespace").asText())
                .collect(Collectors.toSet());
    }

    private static boolean permits(TreeObject project, Set<String> namespaces, TreeObject object) {
        return object.namespace().isEmpty()
                ? TreeObject.each(project.at("/spec/clusterResourceWhitelist"))
                        .anyMatch(entry -> names(entry, object))
                : namespaces.contains(object.namespace())
                        && TreeObject.each(project.at("/spec/namespaceResourceWhitelist"))
                                .anyMatch(entry -> isKind(entry, object));
    }

    private static boolean isKind(JsonNode entry, TreeObject object) {
        return entry.path("group").asText().equals(object.group())
                && entry.path("kind").asText().equals(object.kind());
    }

    /** The name is a pattern; a backslash takes a character as it is. */
    private static boolean names(JsonNode entry, TreeObject object) {
        return isKind(entry, object)
                && entry.path("name").asText().replaceAll("\\\\(.)", "$1").equals(object.name());
    }

    static void leastPermitted(RenderedTree tree, Consumer<String> problems) {
        Set<String> homes =
                tree.all("Application")
                        .map(application -> application.at("/spec/destination/namespace").asText())
                        .collect(Collectors.toSet());
        synced(tree).forEach(object -> homes.add(object.namespace()));
        tree.all("AppProject")
                .forEach(project -> {
                    for (JsonNode entry : project.at("/spec/clusterResourceWhitelist")) {
                        if (synced(tree).noneMatch(object -> names(entry, object))) {
                            problems.accept(project.path() + " permits " + entry);
                        }
                    }
                    for (JsonNode entry : project.at("/spec/namespaceResourceWhitelist")) {
                        if (synced(tree).noneMatch(object -> isKind(entry, object))) {
                            problems.accept(project.path() + " permits " + entry);
                        }
                    }
                    for (JsonNode destination : project.at("/spec/destinations")) {
                        if (!homes.contains(destination.path("namespace").asText())) {
                            problems.accept(project.path() + " permits " + destination);
                        }
                    }
                    if (TreeObject.eachText(project.at("/spec/sourceRepos"))
                            .anyMatch(url -> url.contains("*"))) {
                        problems.accept(project.path() + " permits any repository");
                    }
                });
    }

    static void syncOptions(RenderedTree tree, Consumer<String> problems) {
        synced(tree)
                .forEach(object -> {
                    String options = object.annotation("argocd.argoproj.io/sync-options");
                    String wanted =
                            switch (object.kind()) {
                                case "Namespace" -> "Prune=confirm,Delete=confirm";
                                case "PersistentVolumeClaim" -> "Prune=false,Delete=false";
                                default ->
                                        CUSTOM.contains(object.kind())
                                                ? "SkipDryRunOnMissingResource=true"
                                                : "";
                            };
                    if (!options.equals(wanted)) {
                        problems.accept(
                                object.path()
                                        + " has sync options '"
                                        + options
                                        + "', not '"
                                        + wanted
                                        + "'");
                    }
                });
    }
}
