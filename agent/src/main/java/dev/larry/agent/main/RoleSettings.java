package dev.larry.agent.main;

import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.SettingsFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the mounted settings and checks that they have what a role needs. */
final class RoleSettings {
    /** A ConfigMap holds 1 MiB at most; Kubernetes docs, "ConfigMaps". */
    private static final int LIMIT = 1 << 20;

    private RoleSettings() {}

    static AgentSettings read(Path file, Role role) {
        try {
            if (Files.size(file) > LIMIT) {
                throw bad(file + ": larger than the " + LIMIT + " bytes of a ConfigMap", null);
            }
            AgentSettings settings = SettingsFile.read(file);
            check(settings, role);
            return settings;
        } catch (NoSuchFileException e) {
            throw bad(e.getFile() + ": missing; mount the settings or name them with --settings", e);
        } catch (CharacterCodingException e) {
            throw bad(file + ": not UTF-8", e);
        } catch (IOException e) {
            throw bad(file + ": cannot be read: " + e.getMessage(), e);
        } catch (ContractException e) {
            String message = String.valueOf(e.getMessage());
            throw bad(message.startsWith(file.getParent() + "/") ? message : file + ": " + message, e);
        }
    }

    private static AgentException bad(String message, @Nullable Exception cause) {
        return cause == null
                ? new AgentException(ExitCode.BAD_SETTINGS, message)
                : new AgentException(ExitCode.BAD_SETTINGS, message, cause);
    }

    private static void check(AgentSettings settings, Role role) throws ContractException {
        if (settings.role() != role) {
            throw new ContractException("role " + settings.role() + ", started as " + role + "; mount the settings of this role");
        }
        switch (role) {
            case WORKER -> {
                need(settings.larry(), "larry", role);
                need(settings.worker(), "worker", role);
            }
            case COORDINATOR -> {
                need(settings.larry(), "larry", role);
                need(settings.coordinator(), "coordinator", role);
            }
            case META, OBSERVER -> need(settings.fleet(), "fleet", role);
        }
        if (settings.run().attempts() < 1) {
            throw new ContractException("run.attempts " + settings.run().attempts() + ", allowed 1 or more; raise it");
        }
        if (settings.run().leaseTtl().toSeconds() < 1 || settings.run().keep().toSeconds() < 1) {
            throw new ContractException("run.leaseTtl and run.keep must be 1s or more; raise them");
        }
    }

    private static void need(@Nullable Object part, String name, Role role) throws ContractException {
        if (part == null) {
            throw new ContractException("no " + name + ", which role " + role + " needs; render the settings anew");
        }
    }
}
