package dev.larry.render;

import dev.larry.contract.Names;
import dev.larry.model.Larry;
import dev.larry.model.Worker;

/** Names of rendered objects that other objects refer to, each said once. */
final class ObjectNames {
    static final String COORDINATOR = "coordinator";
    static final String META = "meta-coordinator";
    static final String OBSERVER = "observer";
    static final String ARCHIVE = "archive";

    private ObjectNames() {}

    /** The Larry's PersistentVolumeClaim. */
    static String volume(Larry larry) {
        return larry.name();
    }

    /** The worker's ServiceAccount, Role and NetworkPolicy. */
    static String worker(Worker worker) {
        return Names.within(Names.LABEL, "worker-" + worker.name());
    }

    /** The ConfigMap with the settings of whoever runs under this ServiceAccount. */
    static String settings(String account) {
        return Names.within(Names.LABEL, account + "-settings");
    }

    /** The ConfigMap with one Larry's phase, for those who see the whole fleet. */
    static String phase(String larry) {
        return Names.within(Names.LABEL, "phase-" + larry);
    }

    /**
     * A role of an account outside its own namespace. No name of ours holds a colon, so no two
     * accounts share one.
     */
    static String outside(String namespace, String account) {
        return "larry:" + namespace + ":" + account;
    }
}
