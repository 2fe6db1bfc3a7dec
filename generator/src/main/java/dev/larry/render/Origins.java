package dev.larry.render;

import dev.larry.model.Larry;
import dev.larry.model.Worker;

/** YAML paths that rendered objects name as their origin. */
final class Origins {
    private Origins() {}

    static String larry(Larry larry) {
        return "larrys[" + larry.name() + "]";
    }

    static String worker(Larry larry, Worker worker) {
        return larry(larry) + ".workers[" + worker.name() + "]";
    }
}
