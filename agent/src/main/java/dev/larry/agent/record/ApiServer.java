package dev.larry.agent.record;

import dev.larry.agent.redis.Trust;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLException;

/**
 * The Kubernetes API server, spoken to with the JDK's HTTP client as the pod's ServiceAccount.
 * Kubernetes docs, "Accessing the Kubernetes API from a Pod".
 */
public final class ApiServer {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final URI address;
    private final Path token;
    private final Duration patience;
    private final HttpClient client;

    /**
     * @param token file of the ServiceAccount's token, read anew for each call because it is
     *     rotated
     * @param ca PEM file; none: no TLS
     * @param patience how long a call is tried
     */
    public ApiServer(URI address, Path token, @Nullable Path ca, Duration patience) {
        this.address = address;
        this.token = token;
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT);
        if (ca != null) {
            builder.sslContext(Trust.of(ca, ExitCode.NO_PERMISSION));
        }
        this.client = builder.build();
    }

    /**
     * The API server of the cluster this pod runs in.
     *
     * @param account where the ServiceAccount's token and ca.crt are mounted
     */
    public static ApiServer ofPod(String host, String port, Path account, Duration patience) {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return new ApiServer(
                URI.create("https://" + name + ":" + port),
                account.resolve("token"),
                account.resolve("ca.crt"),
                patience);
    }

    /** An answer that is not a failure: a status below 500 other than 401, 403 and 429. */
    record Answer(int status, String body) {}

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    private Answer send(String method, String path, @Nullable String body) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String failure;
            try {
                HttpResponse<String> response =
                        client.send(request(method, path, body), BodyHandlers.ofString());
                int status = response.statusCode();
                if (status == 401 || status == 403) {
                    throw new AgentException(
                            ExitCode.NO_PERMISSION,
                            method
                                    + " "
                                    + address
                                    + path
                                    + ": refused ("
                                    + status
                                    + "); give the ServiceAccount a Role for it");
                }
                if (status < 500 && status != 429) {
                    return new Answer(status, response.body());
                }
                failure = "status " + status;
            } catch (SSLException e) {
                throw new AgentException(
                        ExitCode.NO_PERMISSION, address + ": TLS: " + e.getMessage(), e);
            } catch (IOException e) {
                failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AgentException(
                        ExitCode.STOPPED, method + " " + address + path + ": stopped", e);
            }
            if (System.nanoTime() - end >= 0) {
                throw new AgentException(
                        ExitCode.RECORDS_AWAY, method + " " + address + path + ": " + failure);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Accept", "application/json");
        try {
            request.header("Authorization", "Bearer " + Files.readString(token).strip());
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    token + ": cannot be read; mount the ServiceAccount's token",
                    e);
        }
        return body == null
                ? request.method(method, BodyPublishers.noBody()).build()
                : request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
    }
}
