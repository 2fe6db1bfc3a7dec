package dev.larry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.RunStates;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;
import dev.larry.contract.Names;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.render.AgentDocuments;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Argo CD and the agents do in a cluster, done by a test: the run that the tree names now. */
final class PlayedRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LabCluster lab;
    private final AgentSettings settings;
    private final Map<String, TaskRecordDocument> records = new HashMap<>();
    private final Digest digest = new Digest();
    private Optional<RunRecord> record = Optional.empty();
    private long events;

    /** The run that the environment file names. */
    PlayedRun(LabCluster lab) {
        this.lab = lab;
        Fleet fleet = new EnvironmentReader(lab.root).read("lab").fleet().orElseThrow();
        this.settings =
                AgentDocuments.of(fleet).stream()
                        .map(AgentDocuments::settings)
                        .filter(each -> each.role() == Role.OBSERVER)
                        .findFirst()
                        .orElseThrow();
    }

    String id() {
        return settings.run().id();
    }

    /** Argo CD brings what the tree holds. */
    void synced() throws IOException {
        Path run = lab.root.resolve("gitops/lab/run");
        lab.cluster.put(
                LabCluster.read(
                                run.resolve(
                                        "larry-system/configmap-meta-coordinator-settings.yaml"))
                        .getFirst());
    }

    /** The servers are up. */
    void ready() throws IOException {
        Path run = lab.root.resolve("gitops/lab/run");
        for (String server :
                List.of(
                        "larry-system/deployment-meta-coordinator.yaml",
                        "larry-system/deployment-observer.yaml",
                        "larry-01/deployment-coordinator.yaml")) {
            JsonNode deployment = LabCluster.read(run.resolve(server)).getFirst();
            ((ObjectNode) deployment)
                    .putObject("status")
                    .put("readyReplicas", 1)
                    .put("observedGeneration", 100);
            lab.cluster.put(deployment);
        }
    }

    /** The meta-coordinator begins the run. */
    void begun(Instant at) throws IOException {
        RunRecord begun = new RunRecord(RunRecord.VERSION, id(), 1, at, List.of());
        record = Optional.of(begun);
        keep(Names.runRecord(id()), ContractJson.document(begun));
        for (String task : List.of("say-hello", "count-files")) {
            task(task, State.OPEN, null);
        }
    }

    /** A task's record changes. */
    void task(String task, State state, @Nullable String reason) throws IOException {
        TaskRecordDocument changed =
                new TaskRecordDocument(
                        TaskRecordDocument.VERSION,
                        id(),
                        task,
                        state,
                        state == State.OPEN ? 0 : 1,
                        state == State.OPEN ? null : "worker-1",
                        state == State.OPEN ? 0 : 1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        reason);
        records.put(task, changed);
        keep(Names.taskRecord(id(), task), ContractJson.document(changed));
    }

    void event(EventKind kind, @Nullable String larry, Instant at) {
        events++;
        digest.add(
                new Happening(
                        events + "-0", kind.wire(), at, "played", events, larry, null, Map.of()));
    }

    /** Every task is done, and the observer says so. */
    void complete(Instant at) throws IOException {
        task("say-hello", State.DONE, null);
        task("count-files", State.DONE, null);
        event(EventKind.RUN_COMPLETE, null, at);
        observed(at, null);
    }

    /** The observer answers what is so now. */
    void observed(Instant now, @Nullable String redis) {
        lab.cluster.answers(
                "/api/v1/namespaces/larry-system/services/observer:http/proxy/state",
                state(now, redis));
    }

    /** The state that the observer tells. */
    String state(Instant now, @Nullable String redis) {
        return ContractJson.document(
                RunStates.of(
                        settings,
                        Objects.requireNonNull(settings.fleet()),
                        record,
                        new Facts(id(), records, digest, List.of(), Map.of()),
                        redis,
                        null,
                        now));
    }

    private void keep(String name, String text) throws IOException {
        ObjectNode map = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", name).put("namespace", "larry-system");
        map.putObject("data").put("record.json", text);
        lab.cluster.put(map);
    }
}
