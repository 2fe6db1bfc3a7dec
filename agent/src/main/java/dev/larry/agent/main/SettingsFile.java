package dev.larry.agent.main;

import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Paths;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the mounted settings, and the phases beside them for those who see the whole fleet, and
 * checks that they have what a role needs.
 */
final class SettingsFile {
    /** A ConfigMap holds 1 MiB at most; Kubernetes docs, "ConfigMaps". */
    private static final int LIMIT = 1 << 20;

    private SettingsFile() {}

    static AgentSettings read(Path file, Role role) {
        AgentSettings settings = parse(file, AgentSettings.class);
        try {
            check(settings, role);
        } catch (ContractException e) {
            throw new AgentException(ExitCode.BAD_SETTINGS, file + ": " + e.getMessage(), e);
        }
        Path phases = file.resolveSibling(Paths.PHASES);
        return settings.fleet() == null || !Files.isDirectory(phases)
                ? settings
                : settings.withPhases(phases(phases));
    }

    private static List<PhaseSettings> phases(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> parse(file, PhaseSettings.class))
                    .toList();
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.BAD_SETTINGS, directory + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static <T> T parse(Path file, Class<T> type) {
        try {
            return ContractJson.read(text(file), type);
        } catch (ContractException e) {
            throw new AgentException(ExitCode.BAD_SETTINGS, file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) throws ContractException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new ContractException("larger than " + LIMIT + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (NoSuchFileException e) {
            throw new ContractException("missing; mount the settings or name them with --settings");
        } catch (CharacterCodingException e) {
            throw new ContractException("not UTF-8");
        } catch (IOException e) {
            throw new ContractException("cannot be read: " + e.getMessage());
        }
    }

    private static void check(AgentSettings settings, Role role) throws ContractException {
        if (settings.version() != AgentSettings.VERSION) {
            throw new ContractException(
                    "version "
                            + settings.version()
                            + ", this agent understands "
                            + AgentSettings.VERSION
                            + "; render with its generator");
        }
        if (settings.role() != role) {
            throw new ContractException(
                    "role "
                            + settings.role()
                            + ", started as "
                            + role
                            + "; mount the settings of this role");
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
            throw new ContractException(
                    "run.attempts " + settings.run().attempts() + ", allowed 1 or more; raise it");
        }
        if (settings.run().leaseTtl().toSeconds() < 1 || settings.run().keep().toSeconds() < 1) {
            throw new ContractException("run.leaseTtl and run.keep must be 1s or more; raise them");
        }
    }

    private static void need(@Nullable Object part, String name, Role role)
            throws ContractException {
        if (part == null) {
            throw new ContractException(
                    "no " + name + ", which role " + role + " needs; render the settings anew");
        }
    }
}
