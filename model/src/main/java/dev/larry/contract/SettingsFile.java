package dev.larry.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a mounted settings document, and the phases beside it for those who see the whole fleet.
 */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * The settings, whole.
     *
     * @throws IOException where a file cannot be read
     * @throws ContractException where one is not what the contract says; the message names it
     */
    public static AgentSettings read(Path file) throws IOException, ContractException {
        AgentSettings settings = parse(file, AgentSettings.class);
        if (settings.version() != AgentSettings.VERSION) {
            throw new ContractException(
                    file
                            + ": version "
                            + settings.version()
                            + ", but this agent reads "
                            + AgentSettings.VERSION);
        }
        Path phases = file.resolveSibling(Paths.PHASES);
        if (settings.fleet() == null || !Files.isDirectory(phases)) {
            return settings;
        }
        List<AgentSettings.PhaseSettings> read = new ArrayList<>();
        try (Stream<Path> files = Files.list(phases)) {
            for (Path phase :
                    files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
                read.add(parse(phase, AgentSettings.PhaseSettings.class));
            }
        }
        return settings.withPhases(read);
    }

    private static <T> T parse(Path file, Class<T> type) throws IOException, ContractException {
        try {
            return ContractJson.read(Files.readString(file), type);
        } catch (ContractException e) {
            throw new ContractException(file + ":" + e.getMessage());
        }
    }
}
