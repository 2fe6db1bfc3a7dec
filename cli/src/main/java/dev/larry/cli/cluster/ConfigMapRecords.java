package dev.larry.cli.cluster;

import dev.larry.agent.record.RecordStore;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Names;
import dev.larry.contract.TaskRecordDocument;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of runs as they were in the cluster at one moment; they are only looked at. */
final class ConfigMapRecords implements RecordStore {
    private static final String KEY = "record.json";
    private static final String TASK = "task.";

    private final Map<String, String> texts = new HashMap<>();

    /**
     * Reads them all at once.
     *
     * @throws ClusterException where the API server does not tell
     */
    ConfigMapRecords(KubernetesClient client, String namespace) {
        try {
            for (ConfigMap map : client.configMaps().inNamespace(namespace).list().getItems()) {
                String text = map.getData() == null ? null : map.getData().get(KEY);
                if (text != null) {
                    texts.put(map.getMetadata().getName(), text);
                }
            }
        } catch (KubernetesClientException e) {
            throw ClusterException.of("the records in namespace " + namespace, e);
        }
    }

    @Override
    public Optional<Stored> read(String name) {
        return Optional.ofNullable(texts.get(name)).map(text -> new Stored(text, ""));
    }

    /** The names of all records, of runs and of tasks. */
    List<String> names() {
        return texts.keySet().stream()
                .filter(name -> name.startsWith(Names.runRecord("")) || name.startsWith(TASK))
                .toList();
    }

    /** The names of the records of runs, in order. */
    List<String> runs() {
        return texts.keySet().stream()
                .filter(name -> name.startsWith(Names.runRecord("")))
                .sorted()
                .toList();
    }

    /** The task records of a run that can be read. */
    List<TaskRecordDocument> tasks(String run) {
        List<TaskRecordDocument> tasks = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(Names.taskRecord(run, ""))) {
                try {
                    tasks.add(ContractJson.read(text, TaskRecordDocument.class));
                } catch (ContractException e) {
                    // It counts as missing, which is what its agents will say of it.
                }
            }
        });
        return tasks;
    }

    @Override
    public boolean create(String name, String text) {
        throw new UnsupportedOperationException("records are the agents' to make");
    }

    @Override
    public boolean replace(String name, Stored before, String text) {
        throw new UnsupportedOperationException("records are the agents' to change");
    }
}
