package dev.larry.cli.local;

import dev.larry.contract.RunReport;

import java.nio.file.Path;

/**
 * Where a fleet on this machine keeps things.
 *
 * @param root one folder for all runs of an environment
 * @param run the run's id
 */
public record LocalFolder(Path root, String run) {
    /** Held while a run goes on. */
    Path lock() {
        return root.resolve("lock");
    }

    /** Where the observer's page is, for those who watch. */
    Path observer() {
        return root.resolve("observer.url");
    }

    private Path of(String name) {
        return root.resolve("runs").resolve(run).resolve(name);
    }

    Path records() {
        return of("records");
    }

    Path redis() {
        return of("redis");
    }

    Path archive() {
        return of("archive");
    }

    Path volume(String larry) {
        return of("volumes").resolve(larry);
    }

    Path settings(String agent) {
        return of("settings").resolve(agent).resolve("settings.json");
    }

    Path work(String agent) {
        return of("work").resolve(agent);
    }

    /** What an agent said. */
    public Path log(String agent) {
        return of("logs").resolve(agent + ".log");
    }

    /** The data of the run's report, as the meta-coordinator leaves them. */
    public Path report() {
        return archive().resolve("reports").resolve(run).resolve(RunReport.FILE);
    }

    /** The run's reports. */
    public Path reports() {
        return of("reports");
    }
}
