package dev.larry.cli;

import dev.larry.agent.report.RunDocuments;
import dev.larry.contract.RunReport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three files of a run's report. */
final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes them.
     *
     * @throws IOException where the directory takes none
     */
    static List<Path> write(RunReport report, Path directory) throws IOException {
        Files.createDirectories(directory);
        return List.of(
                Files.writeString(directory.resolve("run.md"), RunDocuments.markdown(report)),
                Files.writeString(directory.resolve("run.html"), RunDocuments.html(report)),
                Files.writeString(directory.resolve("run.json"), RunDocuments.json(report)));
    }
}
