package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** User and password, as a mounted Secret holds them: one file each. */
record Credentials(@Nullable String user, String password) {
    /** Reads {@code username} (may be absent) and {@code password} in this directory. */
    static Credentials in(Path directory) {
        String password = file(directory.resolve("password"));
        if (password == null) {
            throw new AgentException(
                    ExitCode.BAD_REDIS,
                    directory
                            + ": has no file 'password'; mount the Secret with the keys username"
                            + " and password");
        }
        return new Credentials(file(directory.resolve("username")), password);
    }

    private static @Nullable String file(Path path) {
        try {
            return Files.exists(path) ? Files.readString(path).strip() : null;
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.BAD_REDIS, path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Credentials of " + (user == null ? "the default user" : user);
    }
}
