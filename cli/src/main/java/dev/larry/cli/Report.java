package dev.larry.cli;

import dev.larry.load.Environment;
import dev.larry.model.Finding;
import dev.larry.model.Findings;

import picocli.CommandLine;

import java.io.PrintWriter;

/** Prints findings to standard output, one line each, and knows the exit code they amount to. */
final class Report {
    private final PrintWriter out;
    private long errors;
    private long warnings;
    private boolean unreadable;

    Report(CommandLine command) {
        this.out = command.getOut();
    }

    /** What is to be said of an environment's files. */
    void loaded(Environment environment) {
        unreadable |= !environment.readable();
        findings(environment.findings());
    }

    void findings(Findings findings) {
        for (Finding finding : findings) {
            out.println(finding);
            finding.rendered().ifPresent(place -> out.println("    rendered at " + place));
        }
        out.flush();
        errors += findings.errors();
        warnings += findings.warnings();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Unreadable input outweighs findings: what cannot be read was not judged. */
    int exit() {
        return unreadable ? Exit.WRONG_USE : errors > 0 ? Exit.FINDINGS : Exit.CLEAN;
    }

    /** How many findings there were. */
    String summary() {
        return count(errors, "error") + ", " + count(warnings, "warning");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
