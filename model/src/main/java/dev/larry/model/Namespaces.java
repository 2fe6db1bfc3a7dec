package dev.larry.model;

import java.util.ArrayList;
import java.util.List;

/** Namespaces that must not be shared: Argo CD's with anything, an own Redis's with the fleet's. */
final class Namespaces {
    private Namespaces() {}

    /** {@link InvalidValueException} with every namespace that is another's. */
    static void check(Argo argo, Redis redis, Shared system, List<Larry> larrys) {
        List<InvalidValueException> wrong = new ArrayList<>();
        notArgo(wrong, argo, "system.namespace", system.namespace());
        if (redis.own().isPresent()) {
            notArgo(wrong, argo, "redis.namespace", redis.namespace());
            if (redis.namespace().equals(system.namespace())
                    || larrys.stream()
                            .anyMatch(larry -> larry.namespace().equals(redis.namespace()))) {
                wrong.add(
                        new InvalidValueException(
                                "redis.namespace",
                                "'" + redis.namespace() + "'",
                                "a namespace of its own",
                                "an own Redis has its own policies and quota; name another"));
            }
        }
        for (Larry larry : larrys) {
            String at = "larrys[" + larry.name() + "]";
            notArgo(wrong, argo, at + ".namespace", larry.namespace());
            for (Worker worker : larry.workers()) {
                for (int i = 0; i < worker.access().size(); i++) {
                    for (String namespace : worker.access().get(i).namespaces()) {
                        notArgo(
                                wrong,
                                argo,
                                at + ".workers[" + worker.name() + "].access[" + i + "].namespaces",
                                namespace);
                    }
                }
            }
        }
        InvalidValueException.throwAll(wrong);
    }

    /**
     * What a project may put into Argo CD's own namespace, it may use to become any project.
     * Source: Argo CD documentation, "Projects".
     */
    private static void notArgo(
            List<InvalidValueException> wrong, Argo argo, String component, String namespace) {
        if (namespace.equals(argo.namespace())) {
            wrong.add(
                    new InvalidValueException(
                            component,
                            "'" + namespace + "'",
                            "another than Argo CD's",
                            "whoever writes there rules Argo CD; name another"));
        }
    }
}
