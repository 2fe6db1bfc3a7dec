package dev.larry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.larry.render.RedisUser;

import org.eclipse.jgit.api.Git;

import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The environment {@code lab} in a real Git repository, a cluster in which a run of it may begin,
 * and a real Redis behind its pod.
 */
final class LabCluster implements AutoCloseable {
    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    static final Path CASES = ROOT.resolve("cli/src/test/resources/cases/launch");
    private static final ObjectMapper YAML = new YAMLMapper();

    final Path root;
    final MockCluster cluster;
    final Git git;
    private final RedisServer redis;

    private LabCluster(Path root, MockCluster cluster, Git git, RedisServer redis) {
        this.root = root;
        this.cluster = cluster;
        this.git = git;
        this.redis = redis;
    }

    /**
     * Starts it.
     *
     * @param settings of Redis, a line each, beside those that it needs to be found right
     */
    static LabCluster start(Path root, List<String> settings) throws Exception {
        CommandRun.of(root, "init", "lab", "--root", "ROOT");
        Path file = root.resolve("environments/lab.yaml");
        Files.writeString(
                file,
                Files.readString(file).replace("  own:\n", "  acknowledgements: 0\n  own:\n"));
        CommandRun.of(root, "render", "lab", "--root", "ROOT");
        Git git = GitTrees.init(root);
        git.getRepository().getConfig().setString("user", null, "name", "Somebody");
        git.getRepository().getConfig().setString("user", null, "email", "somebody@example.com");
        git.getRepository().getConfig().save();
        GitTrees.commit(git);
        Files.createSymbolicLink(root.resolve("ci"), ROOT.resolve("ci"));
        Files.createSymbolicLink(root.resolve(".larry"), ROOT.resolve(".larry"));

        MockCluster cluster = MockCluster.start();
        read(CASES.resolve("cluster.yaml")).forEach(cluster::put);
        int port = freePort();
        RedisServerBuilder builder =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("user default off")
                        .setting("user observer on >open-sesame " + RedisUser.OBSERVER.rules())
                        .setting("user meta on >sesame-too " + RedisUser.META.rules());
        for (String setting : settings) {
            builder = builder.setting(setting);
        }
        RedisServer redis = builder.build();
        redis.start();
        cluster.forwards("redis-0", port);
        return new LabCluster(root, cluster, git, redis);
    }

    /** The real Redis, as the meta-coordinator. */
    Jedis redis() {
        Jedis client = new Jedis("127.0.0.1", redis.ports().getFirst());
        client.auth("meta", "sesame-too");
        return client;
    }

    /** Where the real Redis answers. */
    int port() {
        return redis.ports().getFirst();
    }

    /** A command about this cluster; what depends on the moment stands for itself. */
    List<String> command(String words, Path kubeconfig) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--root", "ROOT", "--kubeconfig", kubeconfig.toString()));
        return arguments;
    }

    static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            documents.forEachRemaining(objects::add);
        }
        return objects;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        cluster.close();
        git.close();
    }
}
