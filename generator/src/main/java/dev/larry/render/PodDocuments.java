package dev.larry.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.Paths;
import dev.larry.contract.Sha256;
import dev.larry.render.json.JsonText;
import dev.larry.render.json.RecordJson;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;

import java.util.List;

/**
 * The documents that a pod reads at its start.
 *
 * @param settings its {@link AgentSettings} as text, written once because it is hashed and mounted
 * @param phases names of the Larrys whose phases it sees; their ConfigMaps are the system's
 * @param phasesHash of those documents; empty where there are none
 */
record PodDocuments(String settings, List<String> phases, String phasesHash) {
    private static final String PHASE_FILE = "phase.json";

    static PodDocuments of(AgentSettings settings) {
        return of(settings, List.of(), "");
    }

    static PodDocuments of(AgentSettings settings, List<String> phases, String phasesHash) {
        return new PodDocuments(document(settings), phases, phasesHash);
    }

    /** The ConfigMap of the settings, named after the account that reads them. */
    ConfigMap configMap(String namespace, String account) {
        return map(namespace, ObjectNames.settings(account), Paths.SETTINGS_FILE, settings);
    }

    /** As ContractJson would write it. */
    private static String document(Record contract) {
        return JsonText.document(RecordJson.tree(contract), " ");
    }

    /** The ConfigMap of one Larry's phase. */
    static ConfigMap phase(String namespace, AgentSettings.PhaseSettings phase) {
        return map(namespace, ObjectNames.phase(phase.larry()), PHASE_FILE, document(phase));
    }

    /** Everything as one directory. */
    Volume volume(String name, String account) {
        VolumeBuilder volume = new VolumeBuilder().withName(name);
        if (phases.isEmpty()) {
            return volume.withNewConfigMap()
                    .withName(ObjectNames.settings(account))
                    .endConfigMap()
                    .build();
        }
        var projected =
                volume.withNewProjected()
                        .addNewSource()
                        .withNewConfigMap()
                        .withName(ObjectNames.settings(account))
                        .endConfigMap()
                        .endSource();
        for (String larry : phases) {
            projected
                    .addNewSource()
                    .withNewConfigMap()
                    .withName(ObjectNames.phase(larry))
                    .addNewItem()
                    .withKey(PHASE_FILE)
                    .withPath(Paths.PHASES + "/" + larry + ".json")
                    .endItem()
                    .endConfigMap()
                    .endSource();
        }
        return projected.endProjected().build();
    }

    /** Changes with any of the documents. */
    String hash() {
        return Sha256.of((settings + phasesHash).getBytes(UTF_8));
    }

    private static ConfigMap map(String namespace, String name, String key, String document) {
        return new ConfigMapBuilder()
                .withMetadata(Metadata.in(namespace, name, Metadata.CONFIGURATION).build())
                .addToData(key, document)
                .build();
    }
}
