package dev.larry.check.report;

import dev.larry.model.Finding;

import java.util.Locale;

/** How a report is written; each is one document and nothing else. */
public enum ReportFormat {
    /** Lines for people. */
    HUMAN,
    /** Our own document: docs/check-report.schema.json. */
    JSON,
    /** Static Analysis Results Interchange Format 2.1.0, for code scanning. */
    SARIF,
    /** JUnit's XML, for test pages of CI servers. */
    JUNIT,
    /** Workflow commands that GitHub turns into annotations. */
    GITHUB;

    /** The document. */
    public String write(CheckReport report) {
        return switch (this) {
            case HUMAN -> HumanFormat.lines(report.findings()) + HumanFormat.summary(report) + "\n";
            case JSON -> JsonFormat.write(report);
            case SARIF -> SarifFormat.write(report);
            case JUNIT -> JunitFormat.write(report);
            case GITHUB -> GithubFormat.write(report);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a finding says without its place and rule. */
    static String message(Finding finding) {
        StringBuilder text = new StringBuilder();
        if (!finding.source().path().isEmpty()) {
            text.append(finding.source().path()).append(": ");
        }
        text.append(finding.found());
        if (!finding.allowed().isEmpty()) {
            text.append("; allowed: ").append(finding.allowed());
        }
        if (!finding.remedy().isEmpty()) {
            text.append("; ").append(finding.remedy());
        }
        return text.toString();
    }
}
