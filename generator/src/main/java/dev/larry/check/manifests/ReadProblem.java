package dev.larry.check.manifests;

/** Ends the reading of a file: which rule, where and why. */
final class ReadProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final int line;
    private final int column;

    ReadProblem(String rule, int line, int column, String problem) {
        super(problem, null, false, false);
        this.rule = rule;
        this.line = line;
        this.column = column;
    }

    String rule() {
        return rule;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
