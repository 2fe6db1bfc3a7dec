package dev.larry.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-01-01T08:00:00Z");

    @TempDir Path directory;

    private static JournalEntry entry(int number) {
        return JournalEntry.of(
                AT,
                EventKind.PROGRESS_UPDATE,
                Map.of("percent", (long) number, "message", "x".repeat(number)));
    }

    private static void write(Path file, int from, int to) {
        try (Journal journal = Journal.open(file)) {
            for (int number = from; number <= to; number++) {
                journal.append(entry(number));
            }
        }
    }

    @Test
    void what_was_appended_is_read_back_also_after_it_was_opened_again() throws IOException {
        Path file = directory.resolve("a.journal");
        write(file, 1, 3);
        write(file, 4, 5);

        assertThat(Journal.read(file).entries())
                .isEqualTo(IntStream.rangeClosed(1, 5).mapToObj(JournalTest::entry).toList());
        assertThat(Journal.read(file).torn()).isFalse();
    }

    @Test
    void a_bit_that_fell_over_ends_what_is_read() throws IOException {
        Path file = directory.resolve("a.journal");
        write(file, 1, 3);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 1;
        Files.write(file, bytes);

        assertThat(Journal.read(file).entries()).isEqualTo(List.of(entry(1), entry(2)));
        assertThat(Journal.read(file).torn()).isTrue();
    }

    /** Wherever a power cut ends the file, what is read is a prefix, and appending goes on. */
    @Property(tries = 60)
    void cut_anywhere_it_holds_whole_entries_and_goes_on(@ForAll @IntRange(max = 100) int percent)
            throws IOException {
        Path file = Files.createTempFile("cut", ".journal");
        try {
            write(file, 1, 5);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length * percent / 100));
            List<JournalEntry> kept = Journal.read(file).entries();

            assertThat(kept)
                    .isEqualTo(
                            IntStream.rangeClosed(1, kept.size())
                                    .mapToObj(JournalTest::entry)
                                    .toList());
            write(file, 9, 9);
            assertThat(Journal.read(file).torn()).isFalse();
            assertThat(Journal.read(file).entries()).hasSize(kept.size() + 1).endsWith(entry(9));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @EnabledIf("hasFullDevice")
    void a_full_disk_ends_the_agent_with_its_own_code() {
        try (Journal journal = Journal.open(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> journal.append(entry(1)))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            e -> assertThat(e.code()).isEqualTo(ExitCode.JOURNAL_FULL))
                    .hasMessage(
                            "/dev/full: cannot be written: No space left on device; free space on"
                                    + " the Larry's volume");
        }
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    @Test
    void a_file_s_name_says_which_attempt_it_is_of() {
        JournalFile file = JournalFile.of(directory, "run-1", "larry-01", "fix-it", 3);

        assertThat(JournalFile.parse(file.path())).hasValue(file);
        assertThat(JournalFile.parse(directory.resolve("notes.txt"))).isEmpty();
    }
}
