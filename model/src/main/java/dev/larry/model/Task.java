package dev.larry.model;

/**
 * The unit of work, done once. What its parameters may be is said by its kind, which the model and
 * the contract carry by name, so that kinds can be added without touching either.
 */
public record Task(
        @Doc("The task's id; one id is one task, whoever lists it.") @As(Syntax.DNS_LABEL)
                String id,
        @Doc("The kind of task.") @Default("command") @As(Syntax.DNS_LABEL) String kind,
        @Doc("Parameters of the kind; command: {command: [program, argument...]}.")
                Parameters parameters) {
    public Task {
        TaskKind.named(kind).check(parameters);
    }
}
