package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.ContractJson;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.render.json.JsonText;
import dev.larry.render.json.RecordJson;
import dev.larry.testing.Fleets;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

/** The agent's documents, written without its codec, are what its codec writes. */
class SettingsTest {
    @Property(tries = 60)
    void everyDocumentIsWrittenAsTheContractWritesIt(@ForAll("fleets") Fleet fleet) {
        List<AgentSettings.PhaseSettings> phases = new ArrayList<>();
        assertWrittenAsByContract(Settings.meta(fleet));
        assertWrittenAsByContract(Settings.observer(fleet));
        for (Larry larry : fleet.larrys()) {
            assertWrittenAsByContract(Settings.coordinator(fleet, larry));
            assertWrittenAsByContract(Settings.phase(larry));
            phases.add(Settings.phase(larry));
            larry.workers()
                    .forEach(worker ->
                            assertWrittenAsByContract(Settings.worker(fleet, larry, worker)));
        }
        assertThat(JsonText.line(RecordJson.tree(phases))).isEqualTo(ContractJson.line(phases));
    }

    private static void assertWrittenAsByContract(Record document) {
        assertThat(JsonText.document(RecordJson.tree(document), " "))
                .isEqualTo(ContractJson.document(document));
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }
}
