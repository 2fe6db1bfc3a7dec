package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.model.Fleet;
import dev.larry.model.Timeline;
import dev.larry.testing.FleetYaml;
import dev.larry.testing.Fleets;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What is written is read, however its lines are arranged. */
final class FleetRoundTripTest {
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aFleetWrittenAsAFileIsReadAsTheSameFleet(@ForAll("fleets") Fleet fleet)
            throws IOException {
        Environment environment = read(fleet, FleetYaml.text(fleet));
        assertThat(environment.findings().all()).isEmpty();
        assertThat(environment.fleet()).contains(fleet);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void movingLinesChangesNothing(@ForAll("fleets") Fleet fleet, @ForAll long seed)
            throws IOException {
        Environment environment = read(fleet, FleetYaml.shuffled(fleet, new Random(seed)));
        assertThat(environment.findings().all()).isEmpty();
        assertThat(environment.fleet()).contains(fleet);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void everyRandomFleetHasASchedule(@ForAll("fleets") Fleet fleet) {
        assertThat(Timeline.of(fleet)).isInstanceOf(Timeline.Schedule.class);
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }

    private static Environment read(Fleet fleet, String text) throws IOException {
        Path root = Files.createTempDirectory("larry");
        Path file = root.resolve("environments/" + fleet.environment() + ".yaml");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return new EnvironmentReader(root).read(fleet.environment());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(root.resolve("environments"));
            Files.deleteIfExists(root);
        }
    }
}
