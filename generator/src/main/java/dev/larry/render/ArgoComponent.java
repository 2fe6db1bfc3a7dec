package dev.larry.render;

import dev.larry.contract.Names;
import dev.larry.model.Argo;
import dev.larry.model.Fleet;
import dev.larry.render.custom.AppProject;
import dev.larry.render.custom.Application;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The AppProject of an environment and its Applications. What they permit is read off the manifests
 * themselves, so that the two can never disagree: every kind, every namespace and every name of a
 * cluster-wide object that is rendered, and nothing else.
 *
 * <p>Source: Argo CD documentation, "Projects", "Automated Sync Policy" and "Sync Options" (v3.5).
 *
 * <p>It remembers only what it permits, so that manifests need not be held until all are rendered.
 */
final class ArgoComponent implements Component {
    private static final String ORIGIN = "argo";

    /**
     * Keeps a project for as long as an Application refers to it. The Applications carry no such
     * finalizer: theirs would delete all they manage with them, a running fleet among it.
     */
    private static final String IN_USE = "resources-finalizer.argocd.argoproj.io";

    private final Set<App> apps = EnumSet.noneOf(App.class);
    private final SortedSet<String> namespaces = new TreeSet<>();
    private final SortedSet<AppProject.Kind> kinds =
            new TreeSet<>(
                    Comparator.comparing(AppProject.Kind::group)
                            .thenComparing(AppProject.Kind::kind));
    private final SortedSet<AppProject.NamedKind> clusterWide =
            new TreeSet<>(
                    Comparator.comparing(AppProject.NamedKind::group)
                            .thenComparing(AppProject.NamedKind::kind)
                            .thenComparing(AppProject.NamedKind::name));

    /**
     * Takes note of an object that one of the Applications will sync; all of them, then {@link
     * #render}.
     */
    void permit(Manifest manifest) {
        apps.add(manifest.app());
        Manifest.Identity id = manifest.identity();
        if (id.namespace().isEmpty()) {
            clusterWide.add(new AppProject.NamedKind(id.group(), id.kind(), literal(id.name())));
        } else {
            namespaces.add(id.namespace());
            kinds.add(new AppProject.Kind(id.group(), id.kind()));
        }
    }

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        out.accept(new Manifest(App.BOOTSTRAP, project(fleet), ORIGIN));
        for (App app : apps) {
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
                        List.copyOf(clusterWide),
                        List.copyOf(kinds),
                        integrity(argo)));
    }

    private List<AppProject.Destination> destinations(Fleet fleet) {
        SortedSet<String> all = new TreeSet<>(namespaces);
        // Each Application names it as its own destination, which must be permitted too.
        all.add(fleet.system().namespace());
        return all.stream()
                .map(namespace -> new AppProject.Destination(fleet.argo().server(), namespace))
                .toList();
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
