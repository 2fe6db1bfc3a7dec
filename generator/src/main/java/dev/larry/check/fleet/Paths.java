package dev.larry.check.fleet;

import dev.larry.model.Larry;
import dev.larry.model.Worker;

/** YAML paths as the reader gives them. */
final class Paths {
    private Paths() {}

    static String larry(Larry larry) {
        return larry(larry.name());
    }

    static String larry(String name) {
        return "larrys[" + name + "]";
    }

    static String worker(Larry larry, Worker worker) {
        return worker(larry.name(), worker.name());
    }

    static String worker(String larry, String worker) {
        return larry(larry) + ".workers[" + worker + "]";
    }
}
