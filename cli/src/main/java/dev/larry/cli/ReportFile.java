package dev.larry.cli;

import dev.larry.check.report.CheckReport;
import dev.larry.check.report.ReportFormat;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report that goes to a file: {@code sarif=larry.sarif}. */
record ReportFile(ReportFormat format, Path file) {
    /** Writes the document, and the directories above it. */
    void write(CheckReport report) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, format.write(report));
        } catch (IOException e) {
            throw new CouldNotException(
                    "cannot write the report " + file + " (" + e.getMessage() + ")");
        }
    }

    /** Reads {@code FORMAT=FILE}. */
    static final class Converter implements ITypeConverter<ReportFile> {
        @Override
        public ReportFile convert(String typed) {
            int equals = typed.indexOf('=');
            String word = equals < 0 ? typed : typed.substring(0, equals);
            Optional<ReportFormat> format =
                    Arrays.stream(ReportFormat.values())
                            .filter(each -> each.toString().equalsIgnoreCase(word))
                            .findFirst();
            if (equals < 0 || equals == typed.length() - 1 || format.isEmpty()) {
                String formats =
                        Arrays.stream(ReportFormat.values())
                                .map(ReportFormat::toString)
                                .collect(Collectors.joining(", "));
                throw new TypeConversionException(
                        "'" + typed + "' is not FORMAT=FILE, with a FORMAT of " + formats);
            }
            try {
                return new ReportFile(format.get(), Path.of(typed.substring(equals + 1)));
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + typed + "' names no file");
            }
        }
    }
}
