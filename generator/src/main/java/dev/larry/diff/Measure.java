package dev.larry.diff;

import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.function.LongFunction;

/** How a number is written, and its difference to another. */
enum Measure {
    CPU(value -> new MilliCpu(value).toString()),
    BYTES(value -> new Bytes(value).toString()),
    TOKENS(value -> new Tokens(value).toString()),
    TIME(value -> TimeSpans.format(Duration.ofSeconds(value))),
    PODS(Long::toString);

    /** Stands for a number that is not there. */
    static final long NONE = -1;

    private final LongFunction<String> format;

    Measure(LongFunction<String> format) {
        this.format = format;
    }

    String shown(long value) {
        return value == NONE ? "-" : format.apply(value);
    }

    String difference(long before, long after) {
        long difference = Math.max(after, 0) - Math.max(before, 0);
        return (difference < 0 ? "-" : "+") + format.apply(Math.abs(difference));
    }
}
