package dev.larry.cli.cluster;

import dev.larry.render.Labels;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server of the fleet serves, by way of the API server: its Service's proxy, and where a
 * NetworkPolicy stops that, a port forwarded to its pod. Source: Kubernetes documentation, "Access
 * Services Running on Clusters".
 */
final class ServerPage {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String portName;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private @Nullable Forwarded forwarded;

    /**
     * A server.
     *
     * @param name of its Service, and its pods' component
     */
    ServerPage(KubernetesClient client, String namespace, String name, String portName, int port) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.portName = portName;
        this.port = port;
    }

    /**
     * What it serves at a path; nothing where it has no such thing.
     *
     * @throws ClusterException where it does not answer
     */
    Optional<String> get(String path) throws InterruptedException {
        if (forwarded != null) {
            return forwarded(forwarded, path);
        }
        try {
            return Optional.ofNullable(client.raw(proxy(path)));
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return Optional.empty();
            }
            Forwarded open = forward(ClusterException.reason(e));
            forwarded = open;
            return forwarded(open, path);
        }
    }

    /** The proxy failed; its reason is the one worth telling where there is no pod either. */
    private Forwarded forward(String why) {
        try {
            Optional<Pod> pod =
                    client
                            .pods()
                            .inNamespace(namespace)
                            .withLabel(Labels.COMPONENT, name)
                            .list()
                            .getItems()
                            .stream()
                            .filter(each ->
                                    each.getStatus() != null
                                            && "Running".equals(each.getStatus().getPhase()))
                            .findFirst();
            if (pod.isPresent()) {
                return Forwarded.open(client, namespace, pod.get().getMetadata().getName(), port);
            }
        } catch (KubernetesClientException | ClusterException e) {
            // Said by what was tried first.
        }
        throw new ClusterException(place() + ": " + why);
    }

    private Optional<String> forwarded(Forwarded open, String path) throws InterruptedException {
        URI uri = URI.create("http://" + open.host() + ":" + open.port() + "/" + path);
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            if (answer.statusCode() != OK) {
                throw new ClusterException(
                        place() + ": " + answer.statusCode() + " " + answer.body().strip());
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            open.close();
            forwarded = null;
            String why = e.getMessage();
            throw new ClusterException(
                    place() + ": no answer by a forwarded port" + (why == null ? "" : ", " + why));
        }
    }

    private String proxy(String path) {
        return "/api/v1/namespaces/"
                + namespace
                + "/services/"
                + name
                + ":"
                + portName
                + "/proxy/"
                + path;
    }

    /** Where it is, for people. */
    String place() {
        return name + " in namespace " + namespace;
    }
}
