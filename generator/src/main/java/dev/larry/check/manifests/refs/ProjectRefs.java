package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Applications;
import dev.larry.check.manifests.Applications.Owner;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What an AppProject permits, held against what its Applications do and deliver. */
final class ProjectRefs {
    private static final String ARGO = "argoproj.io";
    private static final String SOURCE = "Argo CD documentation, Projects";

    static final Rule PROJECT =
            Rule.error(
                    "refs/project",
                    "An Application's AppProject exists.",
                    "Argo CD refuses to sync it.",
                    "correct spec.project",
                    SOURCE);
    static final Rule REPOSITORY =
            Rule.error(
                    "refs/project-repository",
                    "An AppProject permits its Applications' repositories.",
                    "Argo CD refuses to sync it.",
                    "add the repository to sourceRepos, or correct repoURL",
                    SOURCE);
    static final Rule DESTINATION =
            Rule.error(
                    "refs/project-destination",
                    "An AppProject permits its Applications' destinations, and the namespaces of"
                            + " what they deliver.",
                    "Argo CD refuses to sync it.",
                    "add the destination to the AppProject, or correct the namespace",
                    SOURCE);
    static final Rule KIND =
            Rule.error(
                    "refs/project-kind",
                    "An AppProject permits the kinds of what its Applications deliver.",
                    "Argo CD refuses to sync it.",
                    "add the kind to the AppProject's whitelist",
                    SOURCE);
    static final Rule OWNER =
            Rule.error(
                    "refs/application-owner",
                    "No two Applications deliver one object.",
                    "Each undoes what the other does, for ever.",
                    "leave it in one of them",
                    "Argo CD documentation, FailOnSharedResource");

    static final List<Rule> ALL = List.of(PROJECT, REPOSITORY, DESTINATION, KIND, OWNER);

    private static final Set<String> CLUSTER =
            Set.of(
                    "Namespace",
                    "ClusterRole",
                    "ClusterRoleBinding",
                    "PriorityClass",
                    "CustomResourceDefinition",
                    "StorageClass",
                    "PersistentVolume",
                    "IngressClass",
                    "RuntimeClass",
                    "ValidatingWebhookConfiguration",
                    "MutatingWebhookConfiguration",
                    "APIService");

    private ProjectRefs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        List<Manifest> projects = tree.of(ARGO, "AppProject");
        for (Manifest application : tree.of(ARGO, "Application")) {
            Field name = application.spec().get("project");
            Optional<Manifest> project =
                    projects.stream().filter(each -> each.name().equals(name.text())).findFirst();
            if (project.isEmpty()) {
                if (!name.is("default") && !name.isEmpty() && !Placeholder.isIn(name.text())) {
                    Absence.of(tree, projects, name.text())
                            .ifPresent(hint ->
                                    findings.accept(
                                            application.finding(
                                                    PROJECT,
                                                    name,
                                                    "AppProject "
                                                            + name.text()
                                                            + " is not there; "
                                                            + hint,
                                                    "an AppProject of the tree")));
                }
                continue;
            }
            application(application, project.get(), findings);
        }
        Applications applications = Applications.of(tree);
        Map<String, Owner> owners = new HashMap<>();
        for (Manifest object : tree.objects()) {
            for (Owner owner : applications.ownersOf(object)) {
                projects.stream()
                        .filter(each ->
                                each.name()
                                        .equals(owner.application().spec().get("project").text()))
                        .findFirst()
                        .ifPresent(project -> delivered(object, owner, project, findings));
                String identity =
                        object.group()
                                + "/"
                                + object.kind()
                                + "/"
                                + object.namespace()
                                + "/"
                                + object.name();
                Owner other = owners.putIfAbsent(identity, owner);
                if (other != null && !other.application().equals(owner.application())) {
                    findings.accept(
                            object.finding(
                                    OWNER,
                                    object.metadata().get("name"),
                                    "is delivered by "
                                            + other.application().name()
                                            + " and "
                                            + owner.application().name(),
                                    "one Application"));
                }
            }
        }
    }

    private static void application(
            Manifest application, Manifest project, Consumer<Finding> findings) {
        Field spec = application.spec();
        Set<Field> sources = new HashSet<>(spec.get("sources").items());
        if (spec.get("source").isMapping()) {
            sources.add(spec.get("source"));
        }
        List<String> repositories = project.spec().get("sourceRepos").list();
        for (Field source : sources) {
            Field url = source.get("repoURL");
            if (!url.isEmpty()
                    && !Placeholder.isIn(url.text())
                    && !Glob.permits(repositories, url.text())) {
                findings.accept(
                        application.finding(
                                REPOSITORY,
                                url,
                                "repository " + url.text(),
                                String.join(", ", repositories)));
            }
        }
        Field destination = spec.get("destination");
        Field namespace = destination.get("namespace");
        if (!namespace.isEmpty()
                && !Placeholder.isIn(namespace.text())
                && !isPermitted(project, destination, namespace.text())) {
            findings.accept(
                    application.finding(
                            DESTINATION,
                            namespace,
                            "destination " + namespace.text(),
                            "a destination of AppProject " + project.name()));
        } else if (namespace.isEmpty()
                && destination.isMapping()
                && !isPermitted(project, destination, "")) {
            Field server =
                    destination.get("server").exists()
                            ? destination.get("server")
                            : destination.get("name");
            if (!destinationServers(project, destination)) {
                findings.accept(
                        application.finding(
                                DESTINATION,
                                server,
                                "destination " + server.text(),
                                "a destination of AppProject " + project.name()));
            }
        }
    }

    private static boolean destinationServers(Manifest project, Field destination) {
        return project.spec().get("destinations").items().stream()
                .anyMatch(each -> isServer(each, destination));
    }

    private static boolean isServer(Field permitted, Field destination) {
        String server = destination.get("server").text();
        String name = destination.get("name").text();
        return !server.isEmpty() && Glob.matches(permitted.get("server").text(), server)
                || !name.isEmpty() && Glob.matches(permitted.get("name").text(), name)
                || server.isEmpty() && name.isEmpty()
                || !server.isEmpty() && permitted.get("server").isEmpty()
                || !name.isEmpty() && permitted.get("name").isEmpty();
    }

    private static boolean isPermitted(Manifest project, Field destination, String namespace) {
        return project.spec().get("destinations").items().stream()
                .anyMatch(each ->
                        isServer(each, destination)
                                && Glob.matches(each.get("namespace").text(), namespace));
    }

    private static void delivered(
            Manifest object, Owner owner, Manifest project, Consumer<Finding> findings) {
        Field spec = project.spec();
        boolean cluster = CLUSTER.contains(object.kind());
        if (cluster) {
            if (spec.get("clusterResourceWhitelist").items().stream()
                    .noneMatch(each -> isKind(each, object))) {
                findings.accept(
                        object.finding(
                                KIND,
                                object.root().get("kind"),
                                "AppProject "
                                        + project.name()
                                        + " does not permit this "
                                        + object.kind(),
                                "clusterResourceWhitelist"));
            }
            return;
        }
        Field white = spec.get("namespaceResourceWhitelist");
        boolean black =
                spec.get("namespaceResourceBlacklist").items().stream()
                        .anyMatch(each -> isKind(each, object));
        if (black
                || white.exists()
                        && white.items().stream().noneMatch(each -> isKind(each, object))) {
            findings.accept(
                    object.finding(
                            KIND,
                            object.root().get("kind"),
                            "AppProject " + project.name() + " does not permit " + object.kind(),
                            "namespaceResourceWhitelist"));
        }
        Field destination = owner.application().spec().get("destination");
        String namespace =
                object.namespace().isEmpty()
                        ? destination.get("namespace").text()
                        : object.namespace();
        if (!namespace.isEmpty()
                && !Placeholder.isIn(namespace)
                && !isPermitted(project, destination, namespace)) {
            Field field = object.metadata().get("namespace");
            findings.accept(
                    object.finding(
                            DESTINATION,
                            field.exists() ? field : object.metadata(),
                            "AppProject "
                                    + project.name()
                                    + " does not permit namespace "
                                    + namespace,
                            "its destinations"));
        }
    }

    private static boolean isKind(Field permitted, Manifest object) {
        Field name = permitted.get("name");
        return Glob.matches(permitted.get("group").text(), object.group())
                && Glob.matches(permitted.get("kind").text(), object.kind())
                && (name.isEmpty() || Glob.matches(name.text(), object.name()));
    }
}
