package dev.larry.render;

import dev.larry.contract.Names;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.MasterAgent;
import dev.larry.model.Worker;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who may touch which task records of this run, the ConfigMaps in the system's namespace: a worker
 * its own task's and those it may take over, by name, and never create; a coordinator its Larry's,
 * and the run's, into which it writes grants; the meta-coordinator makes them. Names carry the run,
 * so these roles change with it.
 */
final class RecordAccessComponent implements Component {
    private static final List<String> CONFIG_MAPS = List.of("configmaps");
    private static final List<String> CORE = List.of("");

    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            List<String> own = new ArrayList<>();
            List<String> read = new ArrayList<>();
            for (MasterAgent master : larry.masters()) {
                master.task().ifPresent(task -> own.add(task.id()));
            }
            for (Worker worker : larry.workers()) {
                own.add(worker.task().id());
                read.addAll(worker.after());
                List<Worker> colleagues = Colleagues.of(larry, worker);
                List<String> change = new ArrayList<>(List.of(worker.task().id()));
                List<String> await = new ArrayList<>(worker.after());
                for (Worker colleague : colleagues) {
                    change.add(colleague.task().id());
                    await.addAll(colleague.after());
                }
                await.removeAll(change);
                grant(
                        fleet,
                        new Grants.Subject(larry.namespace(), ObjectNames.worker(worker)),
                        "task:" + larry.namespace() + ":" + worker.name(),
                        List.of("get", "update"),
                        change,
                        List.of("get"),
                        await.stream().distinct().toList(),
                        Origins.worker(larry, worker),
                        out);
            }
            read.removeAll(own);
            grant(
                    fleet,
                    new Grants.Subject(larry.namespace(), ObjectNames.COORDINATOR),
                    "tasks:" + larry.namespace(),
                    List.of("get", "update", "watch"),
                    own,
                    List.of("get", "update"),
                    read.stream().distinct().toList(),
                    Origins.larry(larry),
                    out);
        }
        String system = fleet.system().namespace();
        Stream.of(
                        Grants.within(
                                new Grants.Subject(system, ObjectNames.META),
                                system,
                                ObjectNames.META,
                                List.of(
                                        Grants.rule(
                                                CORE,
                                                CONFIG_MAPS,
                                                List.of(
                                                        "get", "list", "watch", "create",
                                                        "update"))),
                                "to make and read the run's records"),
                        Grants.within(
                                new Grants.Subject(system, ObjectNames.OBSERVER),
                                system,
                                ObjectNames.OBSERVER,
                                List.of(Grants.rule(CORE, CONFIG_MAPS, Grants.READ)),
                                "to show the run's records"))
                .flatMap(List::stream)
                .forEach(object -> out.accept(new Manifest(App.RUN, object, "system")));
    }

    private static void grant(
            Fleet fleet,
            Grants.Subject subject,
            String name,
            List<String> verbs,
            List<String> tasks,
            List<String> ofRun,
            List<String> read,
            String origin,
            Consumer<Manifest> out) {
        String run = fleet.run().id();
        List<PolicyRule> rules = new ArrayList<>();
        if (!tasks.isEmpty()) {
            rules.add(
                    rule(verbs, tasks.stream().map(task -> Names.taskRecord(run, task)).toList()));
        }
        rules.add(rule(ofRun, List.of(Names.runRecord(run))));
        if (!read.isEmpty()) {
            rules.add(
                    rule(
                            List.of("get"),
                            read.stream().map(task -> Names.taskRecord(run, task)).toList()));
        }
        Grants.within(
                        subject,
                        fleet.system().namespace(),
                        name,
                        rules,
                        "task records of its own tasks")
                .forEach(object -> out.accept(new Manifest(App.RUN, object, origin)));
    }

    private static PolicyRule rule(List<String> verbs, List<String> names) {
        return new PolicyRuleBuilder(Grants.rule(CORE, CONFIG_MAPS, verbs))
                .withResourceNames(names)
                .build();
    }
}
