package dev.larry.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;

/** The way to a cluster: a kubeconfig, one of its contexts, and a client for it. */
public final class ClusterAccess implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 15_000;

    private final KubernetesClient client;

    private ClusterAccess(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Makes ready to speak to a cluster; nothing is asked of it yet.
     *
     * @param kubeconfig none: as kubectl finds it
     * @param context none: the kubeconfig's current one
     * @throws ClusterException where there is no such file or context
     */
    public static ClusterAccess open(@Nullable Path kubeconfig, @Nullable String context) {
        Config config = config(kubeconfig, context);
        if (context != null
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName()))) {
            throw new ClusterException(
                    "no context '"
                            + context
                            + "' in the kubeconfig; see them with: kubectl config get-contexts");
        }
        if (kubeconfig == null
                && config.getCurrentContext() == null
                && config.getAutoOAuthToken() == null) {
            throw new ClusterException(
                    "no kubeconfig with a current context; set KUBECONFIG, or name one with"
                            + " --kubeconfig and --context");
        }
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(ANSWER_MILLIS);
        config.setRequestRetryBackoffLimit(1); // whoever follows a run asks again by himself
        return new ClusterAccess(new KubernetesClientBuilder().withConfig(config).build());
    }

    private static Config config(@Nullable Path kubeconfig, @Nullable String context) {
        if (kubeconfig == null) {
            return Config.autoConfigure(context);
        }
        if (!Files.isRegularFile(kubeconfig)) {
            throw new ClusterException(kubeconfig + ": no such file; correct --kubeconfig");
        }
        try {
            return Config.fromKubeconfig(context, kubeconfig.toFile());
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new ClusterException(kubeconfig + ": no kubeconfig: " + e.getMessage());
        }
    }

    /** The client; whoever opened this closes it. */
    public KubernetesClient client() {
        return client;
    }

    /** Where the cluster is, for people. */
    public String place() {
        return client.getConfiguration().getMasterUrl();
    }

    @Override
    public void close() {
        client.close();
    }
}
