package dev.larry.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Job that does one task. */
public record Worker(
        @Doc("The worker's name.") @As(Syntax.DNS_LABEL) String name,
        @Doc("What it is responsible for, for people.") @Default("") String does,
        @Doc("The task it does.") Task task,
        @Doc("Its tokens; 0: it calls no LLM.") @Default("0") Tokens tokens,
        @Doc("How long the task is expected to take.") Duration expected,
        @Doc("After this the task is stopped, counted from its start.") Duration timeout,
        @Doc("Ids of tasks that must be done before this one starts.") @As(Syntax.DNS_LABEL)
                List<String> after,
        @Doc("The nodes it may run on; none: any node.") @As(Syntax.DNS_SUBDOMAIN)
                List<String> nodes,
        @Doc("Its image below the prefix.") @As(Syntax.IMAGE) String image,
        @Doc("Its container's resources.") Resources resources,
        @Doc("Environment variables of its program; never secrets.") @As(Syntax.ENV_NAME)
                Map<String, String> environment,
        @Doc("Secret keys its program reads as environment variables.")
                List<SecretVariable> secrets,
        @Doc("What it may do at the API server.") List<Access> access,
        @Doc("Whom its program may reach besides DNS, Redis and the LLM.") List<Egress> egress) {
    public Worker {
        List<InvalidValueException> wrong = new ArrayList<>();
        after = List.copyOf(after);
        nodes = List.copyOf(nodes);
        environment = Ordered.copy(environment);
        secrets = List.copyOf(secrets);
        access = List.copyOf(access);
        egress = List.copyOf(egress);
        if (timeout.compareTo(expected) < 0) {
            wrong.add(
                    new InvalidValueException(
                            "timeout",
                            TimeSpans.format(timeout),
                            "at least the expected duration " + TimeSpans.format(expected),
                            "raise it or lower expected"));
        }
        if (timeout.isZero()) {
            wrong.add(
                    new InvalidValueException(
                            "timeout",
                            "0s",
                            "more than nothing",
                            "say when the task is to be stopped"));
        }
        for (String variable : environment.keySet()) {
            if (variable.startsWith("LARRY_")) {
                wrong.add(
                        new InvalidValueException(
                                "environment." + variable,
                                variable,
                                "names that do not start with LARRY_",
                                "those are the agent's; rename it"));
            }
        }
        InvalidValueException.throwAll(wrong);
    }

    /** A Secret's key as an environment variable. */
    public record SecretVariable(
            @Doc("The variable.") @As(Syntax.ENV_NAME) String variable,
            @Doc("The Secret in the Larry's namespace.") @As(Syntax.DNS_SUBDOMAIN) String secret,
            @Doc("Its key.") @As(Syntax.TEXT) String key) {}
}
