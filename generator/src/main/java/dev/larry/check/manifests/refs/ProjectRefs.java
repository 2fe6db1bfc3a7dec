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
        Map<String, Permits> permits = new HashMap<>();
        projects.forEach(each -> permits.putIfAbsent(each.name(), new Permits(each)));
        for (Manifest application : tree.of(ARGO, "Application")) {
            Field name = application.spec().get("project");
            Permits project = permits.get(name.text());
            if (project == null) {
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
            application(application, project, findings);
        }
        Applications applications = Applications.of(tree);
        Map<String, Owner> owners = new HashMap<>();
        for (Manifest object : tree.objects()) {
            for (Owner owner : applications.ownersOf(object)) {
                Permits project = permits.get(owner.application().spec().get("project").text());
                if (project != null) {
                    delivered(object, owner, project, findings);
                }
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
            Manifest application, Permits permits, Consumer<Finding> findings) {
        Manifest project = permits.project();
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
                && !permits.namespace(destination, namespace.text())) {
            findings.accept(
                    application.finding(
                            DESTINATION,
                            namespace,
                            "destination " + namespace.text(),
                            "a destination of AppProject " + project.name()));
        } else if (namespace.isEmpty()
                && destination.isMapping()
                && !permits.namespace(destination, "")) {
            Field server =
                    destination.get("server").exists()
                            ? destination.get("server")
                            : destination.get("name");
            if (!permits.server(destination)) {
                findings.accept(
                        application.finding(
                                DESTINATION,
                                server,
                                "destination " + server.text(),
                                "a destination of AppProject " + project.name()));
            }
        }
    }

    private static void delivered(
            Manifest object, Owner owner, Permits permits, Consumer<Finding> findings) {
        Manifest project = permits.project();
        if (CLUSTER.contains(object.kind())) {
            if (!permits.clusterKind(object)) {
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
        if (!permits.namespacedKind(object)) {
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
                && !permits.namespace(destination, namespace)) {
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
}
