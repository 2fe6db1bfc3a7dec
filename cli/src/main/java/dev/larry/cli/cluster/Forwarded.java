package dev.larry.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;

import java.io.IOException;
import java.net.InetAddress;

/**
 * A port of a pod, on this machine's loopback: by way of the API server and the pod's kubelet,
 * which no NetworkPolicy is in the way of.
 */
final class Forwarded implements AutoCloseable {
    private final LocalPortForward forward;

    private Forwarded(LocalPortForward forward) {
        this.forward = forward;
    }

    static Forwarded open(KubernetesClient client, String namespace, String pod, int port) {
        try {
            return new Forwarded(
                    client.pods()
                            .inNamespace(namespace)
                            .withName(pod)
                            .portForward(port, InetAddress.getLoopbackAddress(), 0));
        } catch (KubernetesClientException e) {
            throw ClusterException.of("port " + port + " of pod " + namespace + "/" + pod, e);
        }
    }

    String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    int port() {
        return forward.getLocalPort();
    }

    @Override
    public void close() {
        try {
            forward.close();
        } catch (IOException e) {
            // It leads nowhere any more, which is what was wanted.
        }
    }
}
