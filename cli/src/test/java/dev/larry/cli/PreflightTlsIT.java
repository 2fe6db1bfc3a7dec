package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * The pre-flight asks a Redis that speaks TLS only, and trusts whom the Secret's CA vouches for.
 */
final class PreflightTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir private Path root;
    @TempDir private Path elsewhere;

    @Test
    void a_redis_is_asked_over_tls_by_the_ca_of_the_secret() throws Exception {
        Path own = pair("own");
        String other = certificate(pair("other"));
        int port = LabCluster.freePort();
        try (LabCluster lab =
                LabCluster.start(
                        root,
                        List.of(
                                "appendonly yes",
                                "maxmemory-policy noeviction",
                                "tls-port " + port,
                                "tls-cert-file " + certificateFile(own),
                                "tls-key-file " + key(own),
                                "tls-ca-cert-file " + certificateFile(own),
                                "tls-auth-clients no"))) {
            lab.cluster.forwards("redis-0", port);
            overTls(root.resolve("environments/lab.yaml"));
            GitTrees.commit(lab.git);

            secret(lab, "");
            assertThat(redis(lab))
                    .startsWith("NO")
                    .contains("Secret larry-system/larry-redis has no key ca.crt");

            secret(lab, other);
            assertThat(redis(lab))
                    .startsWith("NO")
                    .contains("no pod answers")
                    .contains("redis-0: ");

            secret(lab, certificate(own));
            assertThat(redis(lab))
                    .startsWith("ok")
                    .contains("master redis-0 in larry-redis", "appendonly, noeviction");
        }
    }

    /** A Redis that is not the environment's own, for that one speaks no TLS. */
    private static void overTls(Path file) throws Exception {
        String text = Files.readString(file);
        String block =
                """

                redis:
                  namespace: larry-redis
                  service: redis
                  tls: true
                  acknowledgements: 0
                  podLabels: { app.kubernetes.io/component: redis }
                """;
        String changed = text.replaceFirst("(?s)\nredis:\n.*?(?=\n(?:[a-z#]|$))", block);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
    }

    private static void secret(LabCluster lab, String ca) {
        ObjectNode secret =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata").put("name", "larry-redis").put("namespace", "larry-system");
        ObjectNode data = secret.putObject("data");
        data.put("username", coded("observer")).put("password", coded("open-sesame"));
        if (!ca.isEmpty()) {
            data.put("ca.crt", coded(ca));
        }
        lab.cluster.put(secret);
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the pre-flight says of Redis. */
    private String redis(LabCluster lab) throws Exception {
        CommandRun run =
                CommandRun.of(
                        root,
                        lab.command("launch lab --dry-run", lab.cluster.kubeconfig(elsewhere)));
        return run.out()
                .lines()
                .filter(line -> line.contains(" redis "))
                .findFirst()
                .map(String::strip)
                .orElseThrow(() -> new AssertionError(run.text()));
    }

    private Path pair(String name) throws Exception {
        Path store = elsewhere.resolve(name + ".p12");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
        return store;
    }

    private static KeyStore open(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String certificate(Path store) throws Exception {
        return pem("CERTIFICATE", open(store).getCertificate("server").getEncoded());
    }

    private static Path certificateFile(Path store) throws Exception {
        return Files.writeString(store.resolveSibling("server.crt"), certificate(store));
    }

    private static Path key(Path store) throws Exception {
        byte[] key = open(store).getKey("server", PASSWORD.toCharArray()).getEncoded();
        return Files.writeString(store.resolveSibling("server.key"), pem("PRIVATE KEY", key));
    }

    private static String pem(String kind, byte[] bytes) {
        String text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
