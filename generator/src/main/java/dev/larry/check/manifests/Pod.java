package dev.larry.check.manifests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod, or what a workload makes its pods from.
 *
 * @param owner the object it stands in
 * @param metadata the pod's own
 * @param spec the pod's own
 * @param labels in the order of the file; selectors are held against them all the time
 */
public record Pod(
        Manifest owner,
        Field metadata,
        Field spec,
        List<Container> containers,
        Map<String, String> labels) {
    public Pod {
        containers = List.copyOf(containers);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** The pod of an object of any kind that makes pods. */
    static Optional<Pod> of(Manifest owner) {
        String path =
                switch (owner.group() + "/" + owner.kind()) {
                    case "/Pod" -> "";
                    case "/PodTemplate" -> "template";
                    case "/ReplicationController",
                            "apps/Deployment",
                            "apps/ReplicaSet",
                            "apps/StatefulSet",
                            "apps/DaemonSet",
                            "extensions/Deployment",
                            "extensions/ReplicaSet",
                            "extensions/DaemonSet",
                            "batch/Job",
                            "apps.openshift.io/DeploymentConfig",
                            "argoproj.io/Rollout" ->
                            "spec.template";
                    case "batch/CronJob" -> "spec.jobTemplate.spec.template";
                    default -> "-";
                };
        if (path.equals("-")) {
            return Optional.empty();
        }
        Field template = path.isEmpty() ? owner.root() : owner.root().at(path);
        boolean made = !path.isEmpty() && template.isMapping() && template.get("spec").isAbsent();
        if (!template.get("spec").isMapping() && !made) {
            return Optional.empty();
        }
        List<Container> containers = new ArrayList<>();
        add(template.at("spec.initContainers"), Container.Role.INIT, containers);
        add(template.at("spec.containers"), Container.Role.MAIN, containers);
        add(template.at("spec.ephemeralContainers"), Container.Role.EPHEMERAL, containers);
        return Optional.of(
                new Pod(
                        owner,
                        template.get("metadata"),
                        template.get("spec"),
                        containers,
                        template.at("metadata.labels").texts()));
    }

    private static void add(Field list, Container.Role role, List<Container> containers) {
        list.items().stream()
                .filter(Field::isMapping)
                .forEach(each -> containers.add(new Container(each, role)));
    }

    public String namespace() {
        return owner.namespace();
    }

    public Field security() {
        return spec.get("securityContext");
    }

    /** The ServiceAccount it runs under. */
    public String serviceAccount() {
        String name = spec.get("serviceAccountName").text();
        return name.isEmpty() ? spec.get("serviceAccount").textOr("default") : name;
    }

    public boolean isWindows() {
        return spec.at("os.name").is("windows");
    }

    /** Whether it runs to an end, as a Job's does. */
    public boolean runsToAnEnd() {
        return owner.group().equals("batch")
                || (owner.kind().equals("Pod")
                        && !spec.get("restartPolicy").textOr("Always").equals("Always"));
    }
}
