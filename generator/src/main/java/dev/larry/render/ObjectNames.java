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

    /** A cluster-wide object of one namespace's account, unique per environment's namespaces. */
    static String clusterWide(String namespace, String account) {
        return "larry:" + namespace + ":" + account;
    }
}
