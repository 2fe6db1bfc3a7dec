package dev.larry.model;

import java.time.Duration;
import java.util.List;

/**
 * A coordinator with a domain, its master agents and its workers: one phase of a run, one
 * namespace.
 */
public record Larry(
        @Doc("The Larry's name.") @As(Syntax.DNS_LABEL) String name,
        @Doc("Its namespace; its name unless said otherwise.") @Default("") @As(Syntax.DNS_LABEL)
                String namespace,
        @Doc("What it is responsible for.") @As(Syntax.TEXT) String domain,
        @Doc("Its colour in terminals and dashboards.") Colour colour,
        @Doc("All tokens of its masters (own and pool) and workers.") Tokens tokens,
        @Doc("How long its phase may take from the start of the run.") Duration window,
        @Doc("Its volume, shared by coordinator and workers.") Volume volume,
        @Doc("Its coordinator.") Coordinator coordinator,
        @Doc("Its master agents.") List<MasterAgent> masters,
        @Doc("Its workers.") List<Worker> workers,
        @Doc("What its phase must achieve, one criterion a line.") List<String> success) {
    public Larry {
        namespace = namespace.isEmpty() ? name : namespace;
        masters = Unique.byName("masters", masters, MasterAgent::name);
        workers = Unique.byName("workers", workers, Worker::name);
        InvalidValueException.throwAll(
                Unique.member(
                        "workers", workers, Worker::name, "task.id", worker -> worker.task().id()));
        success = List.copyOf(success);
    }

    /** Colours that terminals, Grafana and Mermaid all know. */
    public enum Colour {
        PURPLE,
        RED,
        GREEN,
        BLUE,
        ORANGE,
        YELLOW,
        CYAN,
        GREY
    }
}
