package dev.larry.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A Job's name changes if and only if what nobody may change in a Job does. Source: Kubernetes'
 * validation of Job updates (selector, template, completions, completion mode, pod failure policy,
 * backoff limit per index and manager are immutable).
 */
final class JobNamesTest {
    private static final List<String> IMMUTABLE =
            List.of(
                    "selector",
                    "template",
                    "completions",
                    "completionMode",
                    "podFailurePolicy",
                    "backoffLimitPerIndex",
                    "managedBy");

    @TempDir private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The deadline and the budget of retries may change in place.
                "grace: 5m | grace: 6m | 0",
                // The agents read these, so each pod is another.
                "window: 40m | window: 41m | 16",
                "attempts: 3 | attempts: 4 | 16",
                "id: r2026-01-05a | id: r2026-01-05b | 16",
                "startBy: 2026-01-05T08:00:00Z | startBy: 2026-01-06T08:00:00Z | 16",
                "user: 10001 | user: 10002 | 16",
                "larry-agent:0.1.0 | larry-agent:0.1.1 | 16",
                // One worker's own.
                "id: fix-pgadmin-crashloop | id: fix-pgadmin | 1",
                "QUALITY_THRESHOLD: \"80\" | QUALITY_THRESHOLD: \"81\" | 1",
                // Nothing of a worker's pod.
                "total: 478k | total: 479k | 0",
                "domain: infrastructure & database | domain: databases | 0",
            })
    void a_name_changes_with_the_template_and_only_then(String from, String to, int changed)
            throws IOException {
        Workspaces.copy(root);
        RenderedTree before = RenderedTree.of(root, "prod");
        boolean found = false;
        for (String name : List.of("base", "prod")) {
            Path file = root.resolve("environments/" + name + ".yaml");
            String text = Files.readString(file);
            found |= text.contains(from);
            Files.writeString(file, text.replace(from, to));
        }
        assertThat(found).as(from).isTrue();
        assertThat(namesThatFollow(before, RenderedTree.of(root, "prod"))).isEqualTo(changed);
    }

    @Test
    void the_deadline_follows_the_grace_under_the_same_name() throws IOException {
        Workspaces.copy(root);
        Path file = root.resolve("environments/base.yaml");
        JsonNode before = one(jobs(RenderedTree.of(root, "prod")), "larry-01 cleanup").node();
        Files.writeString(file, Files.readString(file).replace("grace: 5m", "grace: 6m"));
        JsonNode after = one(jobs(RenderedTree.of(root, "prod")), "larry-01 cleanup").node();
        assertThat(after.at("/spec/activeDeadlineSeconds").asInt())
                .isEqualTo(before.at("/spec/activeDeadlineSeconds").asInt() + 60);
    }

    /** How many names changed, each with what may not change under one name, and no other. */
    private static int namesThatFollow(RenderedTree before, RenderedTree after) {
        Map<String, TreeObject> old = jobs(before);
        Map<String, TreeObject> now = jobs(after);
        assertThat(now.keySet()).isEqualTo(old.keySet());
        int changed = 0;
        for (String worker : new TreeSet<>(old.keySet())) {
            boolean sameName = name(old, worker).equals(name(now, worker));
            boolean sameTemplate =
                    IMMUTABLE.stream()
                            .allMatch(member ->
                                    spec(old, worker)
                                            .path(member)
                                            .equals(spec(now, worker).path(member)));
            assertThat(sameName).as(worker).isEqualTo(sameTemplate);
            changed += sameName ? 0 : 1;
        }
        return changed;
    }

    private static String name(Map<String, TreeObject> jobs, String worker) {
        return one(jobs, worker).name();
    }

    private static JsonNode spec(Map<String, TreeObject> jobs, String worker) {
        return one(jobs, worker).at("/spec");
    }

    private static TreeObject one(Map<String, TreeObject> jobs, String worker) {
        return Objects.requireNonNull(jobs.get(worker), worker);
    }

    private static Map<String, TreeObject> jobs(RenderedTree tree) {
        Map<String, TreeObject> jobs = new TreeMap<>();
        tree.all("Job")
                .forEach(job ->
                        jobs.put(
                                job.namespace() + " " + job.labels().get("larry.dev/worker"), job));
        return jobs;
    }
}
