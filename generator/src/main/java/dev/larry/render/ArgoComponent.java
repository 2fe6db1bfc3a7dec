package dev.larry.render;

import dev.larry.contract.Names;
import dev.larry.model.Argo;
import dev.larry.model.Fleet;
import dev.larry.render.custom.AppProject;
import dev.larry.render.custom.Application;

import io.fabric8.kubernetes.api.model.HasMetadata;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The AppProject of an environment and its Applications. What they permit is read off the manifests
 * themselves, so that the two can never disagree: every kind, every namespace and every name of a
 * cluster-wide object that is rendered, and nothing else.
 *
 * <p>Source: Argo CD documentation, "Projects", "Automated Sync Policy" and "Sync Options" (v3.5).
 *
 * @param synced every manifest that an Application is to sync
 */
record ArgoComponent(Collection<Manifest> synced) implements Component {
    private static final String ORIGIN = "argo";

    /**
     * Keeps a project for as long as an Application refers to it. The Applications carry no such
     * finalizer: theirs would delete all they manage with them, a running fleet among it.
     */
    private static final String IN_USE = "resources-finalizer.argocd.argoproj.io";

    ArgoComponent {
        synced = synced.stream().filter(manifest -> manifest.app() != App.BOOTSTRAP).toList();
    }

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        out.accept(new Manifest(App.BOOTSTRAP, project(fleet), ORIGIN));
        Set<App> used = EnumSet.noneOf(App.class);
        synced.forEach(manifest -> used.add(manifest.app()));
        for (App app : used) {
            // An Application whose directory does not exist fails for ever: none where nothing is
            // rendered.
            out.accept(new Manifest(App.BOOTSTRAP, application(fleet, app), ORIGIN));
        }
    }

    /** The project's name, one per environment. */
    static String project(String environment) {
        return "larry-" + environment;
    }

    private AppProject project(Fleet fleet) {
        Argo argo = fleet.argo();
        return new AppProject(
                Metadata.in(argo.namespace(), project(fleet.environment()), Metadata.NAMESPACES)
                        .withFinalizers(IN_USE)
                        .build(),
                new AppProject.Spec(
                        "The fleet of Larrys " + fleet.environment(),
                        List.of(argo.repository()),
                        destinations(fleet),
                        clusterWide(),
                        namespaced(),
                        integrity(argo)));
    }

    private List<AppProject.Destination> destinations(Fleet fleet) {
        Set<String> namespaces = new TreeSet<>();
        // Each Application names it as its own destination, which must be permitted too.
        namespaces.add(fleet.system().namespace());
        for (Manifest manifest : synced) {
            String namespace = manifest.object().getMetadata().getNamespace();
            if (namespace != null) {
                namespaces.add(namespace);
            }
        }
        if (namespaces.contains(fleet.argo().namespace())) {
            throw new IllegalStateException(
                    "an object for Argo CD's own namespace outside the bootstrap");
        }
        return namespaces.stream()
                .map(namespace -> new AppProject.Destination(fleet.argo().server(), namespace))
                .toList();
    }

    private List<AppProject.NamedKind> clusterWide() {
        return synced.stream()
                .filter(manifest -> manifest.object().getMetadata().getNamespace() == null)
                .map(Manifest::identity)
                .map(id -> new AppProject.NamedKind(id.group(), id.kind(), literal(id.name())))
                .distinct()
                .sorted(
                        Comparator.comparing(AppProject.NamedKind::group)
                                .thenComparing(AppProject.NamedKind::kind)
                                .thenComparing(AppProject.NamedKind::name))
                .toList();
    }

    private List<AppProject.Kind> namespaced() {
        return synced.stream()
                .map(Manifest::object)
                .filter(object -> object.getMetadata().getNamespace() != null)
                .map(ArgoComponent::kind)
                .distinct()
                .sorted(
                        Comparator.comparing(AppProject.Kind::group)
                                .thenComparing(AppProject.Kind::kind))
                .toList();
    }

    private static AppProject.Kind kind(HasMetadata object) {
        String apiVersion = object.getApiVersion();
        int slash = apiVersion.indexOf('/');
        return new AppProject.Kind(
                slash < 0 ? "" : apiVersion.substring(0, slash), object.getKind());
    }

    /**
     * A name as a pattern that matches nothing else; Kubernetes allows these characters in RBAC
     * names.
     */
    private static String literal(String name) {
        return name.replaceAll("([\\\\*?\\[])", "\\\\$1");
    }

    /** {@code head}: `strict` would also ask it of all history, which began before the rule. */
    private static AppProject.@Nullable SourceIntegrity integrity(Argo argo) {
        if (argo.signedBy().isEmpty()) {
            return null;
        }
        return new AppProject.SourceIntegrity(
                new AppProject.Git(
                        List.of(
                                new AppProject.Policy(
                                        List.of(new AppProject.Repository(argo.repository())),
                                        new AppProject.Gpg("head", argo.signedBy())))));
    }

    private static Application application(Fleet fleet, App app) {
        Argo argo = fleet.argo();
        String name = project(fleet.environment()) + "-" + app.name().toLowerCase(Locale.ROOT);
        return new Application(
                Metadata.in(argo.namespace(), Names.within(Names.LABEL, name), Metadata.SERVERS)
                        .build(),
                new Application.Spec(
                        project(fleet.environment()),
                        new Application.Source(
                                argo.repository(),
                                argo.revision(),
                                argo.path() + "/" + fleet.environment() + "/" + app.directory(),
                                new Application.Directory(true, "*.yaml")),
                        new Application.Destination(argo.server(), fleet.system().namespace()),
                        policy()));
    }

    private static Application.SyncPolicy policy() {
        return new Application.SyncPolicy(
                new Application.Automated(true, true),
                List.of("FailOnSharedResource=true", "ServerSideApply=true"),
                // Waves order one Application only: another waits for its namespaces by trying
                // again.
                new Application.Retry(-1, new Application.Backoff("5s", 2, "3m"), true));
    }
}
