package dev.larry.check.fleet;

import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.PlannedPod;

/** Amounts and their differences in words. */
final class Arithmetic {
    private Arithmetic() {}

    static String name(PlannedPod pod) {
        return pod.namespace() + "/" + pod.name();
    }

    static String shown(Amount amount) {
        return "cpu " + amount.cpu() + ", memory " + amount.memory();
    }

    static String shortBy(String what, String sum, MilliCpu asked, MilliCpu there) {
        return shortBy(what, sum, asked.toString(), there.toString())
                + new MilliCpu(asked.value() - there.value());
    }

    static String shortBy(String what, String sum, Bytes asked, Bytes there) {
        return shortBy(what, sum, asked.toString(), there.toString())
                + new Bytes(asked.value() - there.value());
    }

    private static String shortBy(String what, String sum, String asked, String there) {
        return what + ": " + sum + " = " + asked + ", allocatable " + there + ", short by ";
    }
}
