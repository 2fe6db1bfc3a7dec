package dev.larry.model;

import java.util.ArrayList;
import java.util.List;

/** What a container asks for and what it may use at most. */
public record Resources(
        @Doc("What the scheduler sets aside.") Amount requests,
        @Doc("What the container may use at most.") Amount limits) {
    public static final Resources ZERO = new Resources(Amount.ZERO, Amount.ZERO);

    public Resources {
        List<InvalidValueException> wrong = new ArrayList<>();
        if (requests.cpu().compareTo(limits.cpu()) > 0) {
            wrong.add(
                    new InvalidValueException(
                            "requests.cpu",
                            requests.cpu().toString(),
                            "at most the limit " + limits.cpu(),
                            "lower it or raise the limit"));
        }
        if (requests.memory().compareTo(limits.memory()) > 0) {
            wrong.add(
                    new InvalidValueException(
                            "requests.memory",
                            requests.memory().toString(),
                            "at most the limit " + limits.memory(),
                            "lower it or raise the limit"));
        }
        InvalidValueException.throwAll(wrong);
    }

    /** The sum; {@link ArithmeticException} on overflow. */
    public Resources plus(Resources other) {
        return new Resources(requests.plus(other.requests), limits.plus(other.limits));
    }
}
