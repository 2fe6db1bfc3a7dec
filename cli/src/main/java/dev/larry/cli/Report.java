package dev.larry.cli;

import dev.larry.check.report.CheckReport;
import dev.larry.check.report.HumanFormat;
import dev.larry.check.report.ReportFormat;
import dev.larry.load.Environment;
import dev.larry.load.LoadedExceptions;
import dev.larry.model.Findings;

import picocli.CommandLine;

import java.io.PrintWriter;

/** Collects findings, prints them to standard output and knows the exit code they amount to. */
final class Report {
    private final PrintWriter out;
    private Findings findings = Findings.NONE;
    private boolean unreadable;

    Report(CommandLine command) {
        this.out = command.getOut();
    }

    /** What is to be said of an environment's files. */
    void add(Environment environment) {
        unreadable |= !environment.readable();
        add(environment.findings());
    }

    /** What is to be said of a file of exceptions. */
    void add(LoadedExceptions exceptions) {
        unreadable |= !exceptions.readable();
        add(exceptions.findings());
    }

    void add(Findings more) {
        findings = findings.and(more);
    }

    Findings findings() {
        return findings;
    }

    /** All findings for people. */
    void print(boolean colour) {
        out.print(colour ? HumanFormat.terminal(findings) : HumanFormat.lines(findings));
        out.flush();
    }

    /** Some that are added already, for people. */
    void print(Findings some) {
        out.print(HumanFormat.lines(some));
        out.flush();
    }

    /** All findings as one document. */
    void print(ReportFormat format, CheckReport report) {
        out.print(format.write(report));
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Unreadable input outweighs findings: what cannot be read was not judged. */
    int exit() {
        return unreadable ? Exit.WRONG_USE : findings.block() ? Exit.FINDINGS : Exit.CLEAN;
    }
}
