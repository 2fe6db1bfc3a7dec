package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.contract.RedisKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What {@code larry clean} takes from a cluster and a real Redis, and what it leaves alone. */
final class CleanIT {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String OVER = "2026-03-01T09:00:00Z";
    private static final String OPEN = "2026-03-01T11:50:00Z";
    private static final String LARGE = "more than a page of SCAN";

    @TempDir private Path root;
    @TempDir private Path elsewhere;

    @SuppressWarnings("NullAway.Init")
    private LabCluster lab;

    @BeforeEach
    void someRunsWere() throws Exception {
        lab = LabCluster.start(root, List.of());
        ObjectNode secret = object("Secret", "larry-redis-meta", "larry-system");
        secret.withObject("/data").put("username", "bWV0YQ==").put("password", "c2VzYW1lLXRvbw==");
        lab.cluster.put(secret);
        record("over", OVER);
        record("open", OPEN);
        keys("over", 2_500);
        keys("open", 3);
        keys("unknown", 4);
        try (Jedis redis = lab.redis()) {
            redis.set("{larry:over}:" + LARGE, "");
        }
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void a_finished_run_goes_and_one_that_goes_on_stays() throws Exception {
        assertThat(clean("--yes"))
                .isEqualTo(
                        """
                        exit 0
                        --- standard output
                        open: 2 records, 3 keys in Redis; stays: it goes on until 2026-03-01T12:10:00Z at the latest
                        over: 2 records, 2,501 keys in Redis
                        unknown: 0 records, 4 keys in Redis; stays: no record here says whose it is; name it with --run if it is this environment's
                        deleted over
                        --- standard error
                        """);
        assertThat(keysOf("over")).isZero();
        assertThat(keysOf("open")).isEqualTo(3);
        assertThat(keysOf("unknown")).isEqualTo(4);
        assertThat(clean("--yes"))
                .contains("open: 2 records, 3 keys in Redis; stays:")
                .doesNotContain("over:")
                .contains("no finished run of lab left anything");
    }

    @Test
    void nothing_goes_without_a_word_where_nobody_can_be_asked() throws Exception {
        assertThat(clean())
                .startsWith("exit 2\n")
                .contains("no terminal to ask on, so nothing is deleted; say --yes if it is meant");
        assertThat(keysOf("over")).isEqualTo(2_501);
    }

    @Test
    void a_run_that_goes_on_is_refused_by_name() throws Exception {
        assertThat(clean("--run", "open", "--yes"))
                .isEqualTo(
                        """
                        exit 3
                        --- standard output
                        --- standard error
                        larry: open stays: it goes on until 2026-03-01T12:10:00Z at the latest
                        """);
        assertThat(keysOf("open")).isEqualTo(3);
    }

    @Test
    void the_run_that_git_names_is_refused() throws Exception {
        record("r1", OVER);
        assertThat(clean("--run", "r1", "--yes"))
                .startsWith("exit 3\n")
                .contains("r1 stays: Git names it");
    }

    @Test
    void a_run_with_a_pod_that_has_not_ended_is_refused() throws Exception {
        ObjectNode pod = object("Pod", "say-hello-over", "larry-01");
        pod.withObject("/metadata/labels").put("larry.dev/run", "over");
        pod.withObject("/status").put("phase", "Running");
        lab.cluster.put(pod);
        assertThat(clean("--run", "over", "--yes"))
                .startsWith("exit 3\n")
                .contains("over stays: a pod of it has not ended");
        pod.withObject("/status").put("phase", "Succeeded");
        lab.cluster.put(pod);
        assertThat(clean("--run", "over", "--yes")).contains("deleted over");
    }

    @Test
    void keys_of_nobodys_run_go_by_name_only() throws Exception {
        assertThat(clean("--run", "unknown", "--yes")).contains("deleted unknown");
        assertThat(keysOf("unknown")).isZero();
        assertThat(clean("--run", "unknown", "--yes"))
                .startsWith("exit 2\n")
                .contains("--run unknown: left nothing; there are: open, over");
    }

    @Test
    void who_may_not_delete_records_is_told_and_may_do_it_again() throws Exception {
        String task = "/api/v1/namespaces/larry-system/configmaps/task.over.say-hello";
        lab.cluster.refuses("DELETE " + task, 403, "configmaps is forbidden");
        assertThat(clean("--yes"))
                .startsWith("exit 3\n")
                .contains(
                        "ConfigMap larry-system/task.over.say-hello: the API server answered 403,"
                                + " configmaps is forbidden; have this user's role extended");
        lab.cluster.allows("DELETE " + task);
        assertThat(clean("--yes")).contains("over: 2 records, 0 keys in Redis", "deleted over");
    }

    @Test
    void a_pod_whose_port_cannot_be_forwarded_leaves_the_next_to_be_asked() throws Exception {
        ObjectNode pod = object("Pod", "redis-00", "larry-redis");
        pod.withObject("/metadata/labels")
                .put("app.kubernetes.io/component", "redis")
                .put("app.kubernetes.io/part-of", "larry");
        pod.withObject("/status").put("phase", "Running");
        lab.cluster.put(pod);
        for (String refused : List.of("redis-00", "redis-0")) {
            String call = "GET /api/v1/namespaces/larry-redis/pods/" + refused + "/portforward*";
            lab.cluster.refuses(call, 403, "pods/portforward is forbidden");
            lab.cluster.forwards(refused.equals("redis-0") ? "redis-00" : "redis-0", lab.port());
            assertThat(clean("--run", "open")).as(refused).contains("open stays: it goes on");
            lab.cluster.allows(call);
        }
    }

    @Test
    void redis_away_is_one_line_and_nothing_goes() throws Exception {
        lab.cluster.forwards("redis-0", LabCluster.freePort());
        assertThat(clean("--yes"))
                .startsWith("exit 3\n")
                .contains("larry: no Redis in namespace larry-redis takes writes: redis-0: ")
                .contains("; bring it back, or leave its keys to expire");
    }

    private String clean(String... more) throws Exception {
        List<String> words =
                lab.command(
                        String.join(" ", "clean lab", String.join(" ", more)).strip(),
                        lab.cluster.kubeconfig(elsewhere));
        return CommandRun.of(NOON, root, words).text();
    }

    private void keys(String run, int number) {
        RedisKeys keys = new RedisKeys(run);
        try (Jedis redis = lab.redis()) {
            for (int i = 0; i < number; i++) {
                redis.set(keys.worker("w" + i), "");
            }
        }
    }

    private long keysOf(String run) {
        try (Jedis redis = lab.redis()) {
            ScanParams all = new ScanParams().match(new RedisKeys(run).all()).count(1_000_000);
            return redis.scan(ScanParams.SCAN_POINTER_START, all).getResult().size();
        }
    }

    /** A run's record, and one of its task's. */
    private void record(String run, String started) {
        lab.cluster.put(
                map(
                        "run." + run,
                        "{\"version\": 1, \"run\": \"%s\", \"epoch\": 1, \"started\": \"%s\", \"grants\": []}"
                                .formatted(run, started)));
        lab.cluster.put(map("task." + run + ".say-hello", "{}"));
    }

    private static JsonNode map(String name, String text) {
        ObjectNode map = object("ConfigMap", name, "larry-system");
        map.withObject("/data").put("record.json", text);
        return map;
    }

    private static ObjectNode object(String kind, String name, String namespace) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }
}
