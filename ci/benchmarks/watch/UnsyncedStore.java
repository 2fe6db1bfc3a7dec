import dev.larry.agent.record.RecordStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Records as the agent's directory has them, but never synced: nothing here is to survive. */
record UnsyncedStore(Path directory) implements RecordStore {
    @Override
    public Optional<Stored> read(String name) {
        try {
            String text = Files.readString(directory.resolve(name + ".json"));
            return Optional.of(new Stored(text, text));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean create(String name, String text) {
        return write(name, text);
    }

    @Override
    public boolean replace(String name, Stored before, String text) {
        return write(name, text);
    }

    private boolean write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Path fresh = Files.writeString(directory.resolve("." + name + ".new"), text);
            Files.move(
                    fresh,
                    directory.resolve(name + ".json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
