package dev.larry.check.report;

import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.stream.Stream;

/**
 * Annotations. Source: GitHub documentation, "Workflow commands for GitHub Actions"; of each level
 * it shows the first ten of a step, so errors come first.
 */
final class GithubFormat {
    private GithubFormat() {}

    static String write(CheckReport report) {
        StringBuilder text = new StringBuilder();
        Stream.of(Severity.values())
                .flatMap(severity ->
                        report.findings().all().stream()
                                .filter(finding -> finding.severity() == severity))
                .forEach(finding -> text.append(command(finding)).append('\n'));
        if (report.unjudged() > 0) {
            text.append("::notice title=schema/kubeconform::")
                    .append(data(Printable.of(report.unjudgedLine())))
                    .append('\n');
        }
        return text.toString();
    }

    private static String command(Finding finding) {
        StringBuilder command = new StringBuilder();
        String level =
                finding.severity() == Severity.NOTE ? "notice" : finding.severity().toString();
        command.append("::").append(level).append(" file=");
        command.append(property(finding.source().file()));
        if (finding.source().line() > 0) {
            command.append(",line=").append(finding.source().line());
            if (finding.source().column() > 0) {
                command.append(",col=").append(finding.source().column());
            }
        }
        command.append(",title=").append(property(finding.rule())).append("::");
        String rendered =
                finding.rendered()
                        .map(place -> "\nrendered at " + Printable.of(place.toString()))
                        .orElse("");
        return command.append(data(Printable.of(ReportFormat.message(finding)) + rendered))
                .toString();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
