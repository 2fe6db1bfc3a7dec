package dev.larry.agent.recovery;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.journal.Journal;
import dev.larry.agent.journal.Journal.Contents;
import dev.larry.agent.journal.JournalEntry;
import dev.larry.agent.journal.JournalFile;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.record.Transition;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells what journals kept: their events, once each, and their result through the task's record. A
 * journal whose attempt lost the race is kept aside and reported; one that is still written is left
 * alone. It may be done again, and by several at once.
 */
public final class Replay {
    private static final String ASIDE = "aside";

    private final TaskRecords records;
    private final EventStream events;
    private final RedisKeys keys;

    public Replay(TaskRecords records, EventStream events, RedisKeys keys) {
        this.records = records;
        this.events = events;
        this.keys = keys;
    }

    /**
     * What a journal came to.
     *
     * @param entries that it held
     * @param torn whether it ended in a torn one
     * @param aside where it is kept, because another attempt's result was committed
     */
    public record Merged(JournalFile file, int entries, boolean torn, Optional<Path> aside) {}

    /** Replays each journal of a run on a Larry's volume. */
    public List<Merged> all(Path volume, String run) {
        Path directory = JournalFile.directory(volume, run);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Merged> merged = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path path : files.sorted().toList()) {
                Optional<JournalFile> file = JournalFile.parse(path);
                if (file.isPresent()) {
                    one(file.get()).ifPresent(merged::add);
                }
            }
        } catch (IOException e) {
            throw failure(directory, e);
        }
        return merged;
    }

    /** Replays one journal; empty where its writer lives, or another process did so meanwhile. */
    public Optional<Merged> one(JournalFile file) {
        try {
            if (!Journal.abandoned(file.path())) {
                return Optional.empty();
            }
            Contents contents = Journal.read(file.path());
            boolean lost = false;
            int number = 0;
            for (JournalEntry entry : contents.entries()) {
                number++;
                if (entry.event() != null) {
                    say(file, number, entry.event(), entry.data());
                } else {
                    lost |= !committed(file, entry);
                }
            }
            Map<String, Object> data = new TreeMap<>();
            data.put("fence", file.fence());
            data.put("entries", contents.entries().size());
            data.put("torn", contents.torn());
            data.put("lost", lost);
            say(file, 0, EventKind.FALLBACK_MERGED, data);
            return Optional.of(
                    new Merged(file, contents.entries().size(), contents.torn(), done(file, lost)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(file.path(), e);
        }
    }

    private boolean committed(JournalFile file, JournalEntry entry) {
        Outcome outcome =
                new Outcome(entry.result(), String.valueOf(entry.resultHash()), entry.resultPath());
        return !(records.commit(file.task(), file.fence(), outcome) instanceof Transition.Refused);
    }

    private void say(JournalFile file, int number, EventKind kind, Map<String, Object> data) {
        events.appendOnce(
                keys.task(file.task()),
                "journal:" + file.fence() + ":" + number,
                new Event(kind, file.larry(), file.task(), data));
    }

    private static Optional<Path> done(JournalFile file, boolean lost) throws IOException {
        if (!lost) {
            Files.delete(file.path());
            return Optional.empty();
        }
        Path aside = Files.createDirectories(file.path().resolveSibling(ASIDE));
        Path kept = aside.resolve(String.valueOf(file.path().getFileName()));
        Files.move(file.path(), kept, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(kept);
    }

    private static AgentException failure(Path path, IOException e) {
        return new AgentException(
                ExitCode.NO_PERMISSION,
                path + ": journal cannot be replayed: " + e.getMessage(),
                e);
    }
}
