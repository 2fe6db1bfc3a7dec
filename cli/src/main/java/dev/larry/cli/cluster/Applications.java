package dev.larry.cli.cluster;

import dev.larry.model.Argo;
import dev.larry.model.Fleet;
import dev.larry.render.App;
import dev.larry.render.FleetRenderer;
import dev.larry.render.Manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environment's Applications of Argo CD, as they are in the cluster. Source: Argo CD
 * documentation, "Application Specification" and "Resource Health".
 */
final class Applications {
    static final String NAME = "argo cd";

    private static final int NOT_FOUND = 404;

    private static final ResourceDefinitionContext KIND =
            new ResourceDefinitionContext.Builder()
                    .withGroup("argoproj.io")
                    .withVersion("v1alpha1")
                    .withKind("Application")
                    .withPlural("applications")
                    .withNamespaced(true)
                    .build();

    private final KubernetesClient client;
    private final Fleet fleet;
    private final List<String> names;

    Applications(KubernetesClient client, Fleet fleet) {
        this.client = client;
        this.fleet = fleet;
        List<String> rendered = new ArrayList<>();
        FleetRenderer.render(
                fleet,
                manifest -> {
                    if (isApplication(manifest)) {
                        rendered.add(manifest.object().getMetadata().getName());
                    }
                });
        this.names = List.copyOf(rendered);
    }

    private static boolean isApplication(Manifest manifest) {
        return manifest.app() == App.BOOTSTRAP && manifest.object().getKind().equals("Application");
    }

    /** The one that brings the run's objects. */
    String run() {
        return names.stream()
                .filter(name -> name.endsWith("-" + App.RUN.directory()))
                .findFirst()
                .orElseThrow();
    }

    Optional<GenericKubernetesResource> find(String name) {
        return Optional.ofNullable(
                client.genericKubernetesResources(KIND)
                        .inNamespace(fleet.argo().namespace())
                        .withName(name)
                        .get());
    }

    /** Those of the environment that are in the cluster. */
    List<String> present() {
        return names.stream().filter(name -> find(name).isPresent()).toList();
    }

    /** The names of whatever Applications the cluster has; none where it knows no such thing. */
    Set<String> all() {
        try {
            return client
                    .genericKubernetesResources(KIND)
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .stream()
                    .map(app -> app.getMetadata().getName())
                    .collect(Collectors.toSet());
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }

    /** For a run that Argo CD brings. */
    List<Point> look() {
        List<Point> points = new ArrayList<>();
        for (String name : names) {
            Optional<GenericKubernetesResource> found = find(name);
            if (found.isEmpty()) {
                points.add(
                        Point.no(
                                NAME,
                                "Application "
                                        + fleet.argo().namespace()
                                        + "/"
                                        + name
                                        + " is not there",
                                "apply gitops/"
                                        + fleet.environment()
                                        + "/_bootstrap, or launch with --apply where no Argo CD"
                                        + " is to bring it"));
            } else {
                look(name, found.get(), points);
            }
        }
        if (points.stream().noneMatch(Point::blocks)) {
            points.addFirst(Point.ok(NAME, names.size() + " Applications are there and Synced"));
        }
        return points;
    }

    private void look(String name, GenericKubernetesResource app, List<Point> points) {
        Argo argo = fleet.argo();
        String from =
                text(app, "spec", "source", "repoURL")
                        + " "
                        + text(app, "spec", "source", "targetRevision");
        String declared = argo.repository() + " " + argo.revision();
        if (!from.equals(declared)) {
            points.add(
                    Point.no(
                            NAME,
                            name + " follows " + from + ", the model says " + declared,
                            "correct argo in the environment file, or apply gitops/"
                                    + fleet.environment()
                                    + "/_bootstrap again"));
        }
        String sync = text(app, "status", "sync", "status");
        if (!"Synced".equals(sync)) {
            String message = text(app, "status", "operationState", "message");
            points.add(
                    Point.no(
                            NAME,
                            name
                                    + " is "
                                    + (sync == null ? "not compared yet" : sync)
                                    + (message == null ? "" : ": " + message),
                            "see: argocd app get " + name));
        }
        String health = text(app, "status", "health", "status");
        if (!"Healthy".equals(health)) {
            String said = name + " is " + (health == null ? "of unknown health" : health);
            // Jobs of an earlier run that failed make it so for as long as they lie there.
            boolean jobs = name.equals(run()) && "Degraded".equals(health);
            points.add(
                    jobs
                            ? Point.note(
                                    NAME,
                                    said + ", as failed Jobs of an earlier run leave it",
                                    "if it stays so: argocd app get " + name)
                            : Point.no(NAME, said, "see: argocd app get " + name));
        }
    }

    /** A text in an Application; none where it is not there. */
    static @Nullable String text(GenericKubernetesResource app, String... path) {
        Object value = app.get((Object[]) path);
        return value == null ? null : value.toString();
    }
}
