package dev.larry.cli.architecture.wrong.model;

/** Reads the environment far from any entry point. */
record ReadsTheEnvironment() {
    static String home() {
        return System.getenv("HOME");
    }
}
