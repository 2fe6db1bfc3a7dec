package dev.larry.agent.journal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of one attempt's journal; its name says which attempt.
 *
 * @param larry whose task it is
 */
public record JournalFile(Path path, String larry, String task, long fence) {
    // None of the names may hold an underscore: they are Kubernetes names.
    private static final Pattern NAME = Pattern.compile("([^_]+)_([^_]+)_([0-9]{1,18})\\.journal");

    /** The file of an attempt on its Larry's volume. */
    public static JournalFile of(Path volume, String run, String larry, String task, long fence) {
        return new JournalFile(
                directory(volume, run).resolve(larry + "_" + task + "_" + fence + ".journal"),
                larry,
                task,
                fence);
    }

    /** Where the journals of a run lie on a Larry's volume. */
    public static Path directory(Path volume, String run) {
        return volume.resolve("journal").resolve(run);
    }

    /** What a file's name says, if it is a journal. */
    public static Optional<JournalFile> parse(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches()
                ? Optional.of(
                        new JournalFile(
                                path, name.group(1), name.group(2), Long.parseLong(name.group(3))))
                : Optional.empty();
    }
}
