package dev.larry.agent.report;

import dev.larry.contract.AgentException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A report's file: whole or not there, and synced before anybody is told of it. */
public final class ReportFile {
    private ReportFile() {}

    /** The folder of a run's reports on a volume. */
    public static Path folder(Path volume, String run) {
        return volume.resolve("reports").resolve(run);
    }

    /** Writes it as JSON, in place of an older one; a volume that refuses ends the agent. */
    public static Path write(Path folder, String name, Object report) {
        return writeText(folder, name, ContractJson.document(report));
    }

    /** Writes a text, in place of an older one; a volume that refuses ends the agent. */
    public static Path writeText(Path folder, String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Path fresh = folder.resolve("." + name + ".new");
            try (FileChannel channel =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            return Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    file + ": cannot be written: " + e.getMessage() + "; free or mount the volume",
                    e);
        }
    }
}
