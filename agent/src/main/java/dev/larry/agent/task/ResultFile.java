package dev.larry.agent.task;

import dev.larry.agent.record.Outcome;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Sha256;
import dev.larry.contract.TaskResult;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The result that a command left behind.
 *
 * @param bytes as they were written
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never handed out
record ResultFile(TaskResult result, byte[] bytes) {
    /** Characters of a large result's summary that its record holds. */
    private static final int SUMMARY = 1_000;

    private static final TaskResult EMPTY =
            new TaskResult(TaskResult.Status.DONE, null, null, null, null);

    /**
     * Reads it, and no more of it than the contract allows.
     *
     * @throws ContractException in one line where it is not a TaskResult
     */
    static ResultFile read(Path file) throws ContractException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(TaskResult.LIMIT + 1);
            if (bytes.length > TaskResult.LIMIT) {
                throw new ContractException(
                        file
                                + ": larger than "
                                + TaskResult.LIMIT
                                + " bytes; write a smaller result and the rest to the volume");
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new ResultFile(ContractJson.read(text, TaskResult.class), bytes);
        } catch (NoSuchFileException e) {
            return new ResultFile(
                    EMPTY, ContractJson.document(EMPTY).getBytes(StandardCharsets.UTF_8));
        } catch (ContractException e) {
            throw new ContractException(file + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ContractException(file + ": not UTF-8");
        } catch (IOException e) {
            throw new ContractException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** What to commit: the result itself where it is small, else its gist and where it is kept. */
    Outcome outcome(Path volume, String run, String task, long fence) throws IOException {
        String hash = Sha256.of(bytes);
        // Measured as it lies in the record, where it is written anew.
        int size = ContractJson.document(result).getBytes(StandardCharsets.UTF_8).length;
        if (size <= TaskResult.INLINE_LIMIT) {
            return new Outcome(result, hash, null);
        }
        Path directory = Files.createDirectories(volume.resolve("results").resolve(run));
        Path kept = directory.resolve(task + "-" + fence + ".json");
        Path fresh = directory.resolve("." + task + "-" + fence + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
        return new Outcome(brief(), hash, kept.toString());
    }

    /**
     * What others must know of a large result, for they cannot read this volume: how it ended and
     * what it says of the success criteria, as far as that fits.
     */
    private TaskResult brief() {
        String summary = result.summary();
        TaskResult brief =
                new TaskResult(
                        result.status(),
                        summary == null || summary.length() <= SUMMARY
                                ? summary
                                : summary.substring(0, SUMMARY) + "...",
                        null,
                        null,
                        result.criteria());
        boolean fits =
                ContractJson.document(brief).getBytes(StandardCharsets.UTF_8).length
                        <= TaskResult.INLINE_LIMIT;
        return fits ? brief : new TaskResult(brief.status(), brief.summary(), null, null, null);
    }
}
