package dev.larry.render;

import dev.larry.model.Access;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Worker;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * ServiceAccounts, and what each may do in its own namespace, in others and cluster-wide. Tokens
 * are mounted by the pods that use one, never by the account.
 */
final class AccountComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            String origin = Origins.larry(larry) + ".coordinator";
            account(larry.namespace(), ObjectNames.COORDINATOR, origin, out);
            grant(
                    new Grants.Subject(larry.namespace(), ObjectNames.COORDINATOR),
                    larry.namespace(),
                    ObjectNames.COORDINATOR,
                    List.of(
                            Grants.rule(List.of(""), List.of("pods"), Grants.READ),
                            Grants.rule(List.of("batch"), List.of("jobs"), Grants.READ)),
                    "to see what its workers' pods and Jobs do",
                    origin,
                    out);
            for (Worker worker : larry.workers()) {
                worker(larry, worker, out);
            }
        }
        String system = fleet.system().namespace();
        account(system, ObjectNames.META, "system.meta", out);
        account(system, ObjectNames.OBSERVER, "system.observer", out);
    }

    private static void worker(Larry larry, Worker worker, Consumer<Manifest> out) {
        String origin = Origins.worker(larry, worker);
        String account = ObjectNames.worker(worker);
        account(larry.namespace(), account, origin, out);
        Grants.Subject subject = new Grants.Subject(larry.namespace(), account);
        Map<String, List<Access>> byNamespace = new TreeMap<>();
        for (Access access : worker.access()) {
            if (access.namespaces().isEmpty()) {
                byNamespace.computeIfAbsent("", everywhere -> new ArrayList<>()).add(access);
            }
            for (String namespace : access.namespaces()) {
                byNamespace.computeIfAbsent(namespace, one -> new ArrayList<>()).add(access);
            }
        }
        byNamespace.forEach((namespace, accesses) -> {
            List<PolicyRule> rules = accesses.stream().map(Grants::rule).toList();
            String reason =
                    accesses.stream()
                            .map(Access::reason)
                            .distinct()
                            .collect(Collectors.joining("; "));
            if (namespace.isEmpty()) {
                Grants.everywhere(subject, rules, reason)
                        .forEach(object ->
                                out.accept(new Manifest(App.PLATFORM, object, origin + ".access")));
            } else {
                String name = ObjectNames.outside(larry.namespace(), worker.name());
                grant(subject, namespace, name, rules, reason, origin + ".access", out);
            }
        });
    }

    private static void grant(
            Grants.Subject subject,
            String namespace,
            String name,
            List<PolicyRule> rules,
            String reason,
            String origin,
            Consumer<Manifest> out) {
        Grants.within(subject, namespace, name, rules, reason)
                .forEach(object -> out.accept(new Manifest(App.PLATFORM, object, origin)));
    }

    private static void account(
            String namespace, String name, String origin, Consumer<Manifest> out) {
        out.accept(
                new Manifest(
                        App.PLATFORM,
                        new ServiceAccountBuilder()
                                .withMetadata(Metadata.in(namespace, name, Metadata.ACCESS).build())
                                .withAutomountServiceAccountToken(false)
                                .build(),
                        origin));
    }
}
