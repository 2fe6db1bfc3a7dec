package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a pod names: its account, its configuration, its volumes, its priority, its own ports. */
final class PodRefs {
    private static final String PODS = "Kubernetes documentation, ";

    static final Rule ACCOUNT =
            Rule.error(
                    "refs/service-account",
                    "A pod's ServiceAccount exists, and default is none to give rights to.",
                    "Without its account no pod is made at all.",
                    "correct the name, or add the ServiceAccount",
                    PODS + "Configure Service Accounts for Pods");
    static final Rule CONFIG_MAP =
            Rule.error(
                    "refs/config-map",
                    "A ConfigMap that a pod needs exists and has the key.",
                    "The pod stands in CreateContainerConfigError or ContainerCreating for ever.",
                    "correct the name or the key, or say optional: true",
                    PODS + "ConfigMaps");
    static final Rule SECRET =
            Rule.error(
                    "refs/secret",
                    "A Secret that a pod needs is declared and has the key.",
                    "The pod stands in CreateContainerConfigError or ContainerCreating for ever.",
                    "correct the name or the key, or declare it",
                    PODS + "Secrets");
    static final Rule CLAIM =
            Rule.error(
                    "refs/claim",
                    "A PersistentVolumeClaim that a pod mounts exists.",
                    "The pod stays Pending.",
                    "correct the name, or add the claim",
                    PODS + "Persistent Volumes, Claims As Volumes");
    static final Rule UNUSED_CLAIM =
            Rule.warning(
                    "refs/unused-claim",
                    "A PersistentVolumeClaim is mounted by something.",
                    "Storage is paid for that nothing writes to; or the name is wrong.",
                    "mount it, or remove it",
                    PODS + "Persistent Volumes");
    static final Rule PRIORITY =
            Rule.error(
                    "refs/priority-class",
                    "A pod's PriorityClass exists.",
                    "Admission refuses the pod.",
                    "correct the name, or add the PriorityClass",
                    PODS + "Pod Priority and Preemption");
    static final Rule VOLUME =
            Rule.error(
                    "refs/volume",
                    "A volume that is mounted is one of the pod's.",
                    "The API server refuses the object.",
                    "correct the name, or add the volume",
                    PODS + "Volumes");
    static final Rule UNUSED_VOLUME =
            Rule.warning(
                    "refs/unused-volume",
                    "A pod's volume is mounted by one of its containers.",
                    "What was meant to be there is not; or the volume is left over.",
                    "mount it, or remove it",
                    PODS + "Volumes");
    static final Rule PROBE_PORT =
            Rule.error(
                    "refs/probe-port",
                    "A probe's named port is one of its container's.",
                    "The probe fails for ever: the pod never gets ready, or is killed again and"
                            + " again.",
                    "correct the name, or name the port",
                    PODS + "Configure Liveness, Readiness and Startup Probes");
    static final Rule FAILURE_CONTAINER =
            Rule.error(
                    "refs/failure-policy-container",
                    "A Job's podFailurePolicy names one of its containers.",
                    "The API server refuses the Job.",
                    "correct containerName",
                    PODS + "Jobs, Pod failure policy");

    static final List<Rule> ALL =
            List.of(
                    ACCOUNT,
                    CONFIG_MAP,
                    SECRET,
                    CLAIM,
                    UNUSED_CLAIM,
                    PRIORITY,
                    VOLUME,
                    UNUSED_VOLUME,
                    PROBE_PORT,
                    FAILURE_CONTAINER);

    private static final Set<String> SYSTEM_CLASSES =
            Set.of("system-node-critical", "system-cluster-critical");

    private final ManifestSet tree;
    private final KeyRefs keyed;
    private final Pod pod;
    private final Consumer<Finding> findings;

    private PodRefs(ManifestSet tree, Secrets made, Pod pod, Consumer<Finding> findings) {
        this.tree = tree;
        this.keyed = new KeyRefs(tree, made, pod, findings);
        this.pod = pod;
        this.findings = findings;
    }

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        Secrets made = Secrets.of(tree);
        for (Pod pod : tree.pods()) {
            new PodRefs(tree, made, pod, findings).all();
        }
        if (tree.isWhole()) {
            unusedClaims(tree, findings);
        }
    }

    private static void unusedClaims(ManifestSet tree, Consumer<Finding> findings) {
        Set<String> used = new HashSet<>();
        for (Pod pod : tree.pods()) {
            for (Field volume : pod.spec().get("volumes").items()) {
                used.add(
                        pod.namespace()
                                + "/"
                                + volume.at("persistentVolumeClaim.claimName").text());
            }
        }
        for (Manifest claim : tree.of("", "PersistentVolumeClaim")) {
            if (!used.contains(claim.namespace() + "/" + claim.name())) {
                findings.accept(
                        claim.finding(
                                UNUSED_CLAIM,
                                claim.metadata().get("name"),
                                "is mounted by nothing",
                                "a pod that mounts it"));
            }
        }
    }

    private void all() {
        account();
        Field priority = pod.spec().get("priorityClassName");
        if (!priority.isEmpty() && !SYSTEM_CLASSES.contains(priority.text())) {
            named(PRIORITY, priority, "scheduling.k8s.io", "PriorityClass", "");
        }
        Set<String> volumes = new HashSet<>();
        for (Field volume : pod.spec().get("volumes").items()) {
            volumes.add(volume.get("name").text());
            volume(volume);
        }
        Set<String> claimed = new HashSet<>();
        pod.owner()
                .spec()
                .get("volumeClaimTemplates")
                .items()
                .forEach(each -> claimed.add(each.at("metadata.name").text()));
        Set<String> mounted = new HashSet<>();
        for (Container container : pod.containers()) {
            for (String list : List.of("volumeMounts", "volumeDevices")) {
                for (Field mount : container.field().get(list).items()) {
                    String name = mount.get("name").text();
                    mounted.add(name);
                    if (!name.isEmpty()
                            && !volumes.contains(name)
                            && !claimed.contains(name)
                            && !Placeholder.isIn(name)) {
                        say(
                                VOLUME,
                                mount.get("name"),
                                "mounts volume " + name + ", which the pod has not",
                                String.join(", ", volumes.stream().sorted().toList()));
                    }
                }
            }
            environment(container);
            probes(container);
        }
        // A mount whose volume is not there may mean one that nobody mounts: one fault, said once.
        boolean isComplete =
                mounted.stream().allMatch(each -> volumes.contains(each) || claimed.contains(each));
        for (Field volume : pod.spec().get("volumes").items()) {
            if (isComplete && !mounted.contains(volume.get("name").text())) {
                say(
                        UNUSED_VOLUME,
                        volume.get("name"),
                        "volume " + volume.get("name").text() + " is mounted by no container",
                        "a mount");
            }
        }
        pod.spec()
                .get("imagePullSecrets")
                .items()
                .forEach(each -> keyed.secret(each.get("name"), each, List.of()));
        for (Field rule : pod.owner().spec().at("podFailurePolicy.rules").items()) {
            Field name = rule.at("onExitCodes.containerName");
            if (!name.isEmpty()
                    && pod.containers().stream()
                            .noneMatch(each -> each.name().equals(name.text()))) {
                say(
                        FAILURE_CONTAINER,
                        name,
                        "container " + name.text() + " in podFailurePolicy",
                        "a container of the pod");
            }
        }
    }

    private void account() {
        Field field = pod.spec().get("serviceAccountName");
        if (tree.isWhole() && pod.serviceAccount().equals("default")) {
            say(
                    ACCOUNT,
                    field.exists() ? field : pod.spec(),
                    "runs under the default ServiceAccount",
                    "a ServiceAccount of its own");
        } else if (!field.isEmpty() && !field.is("default")) {
            named(ACCOUNT, field, "", "ServiceAccount", pod.namespace());
        }
    }

    private void volume(Field volume) {
        Field map = volume.get("configMap");
        keyed.configMap(map.get("name"), map, map.get("items"));
        Field secret = volume.get("secret");
        keyed.secret(secret.get("secretName"), secret, KeyRefs.keys(secret.get("items")));
        Field claim = volume.at("persistentVolumeClaim.claimName");
        if (!claim.isEmpty()) {
            named(CLAIM, claim, "", "PersistentVolumeClaim", pod.namespace());
        }
        for (Field source : volume.at("projected.sources").items()) {
            Field projectedMap = source.get("configMap");
            keyed.configMap(projectedMap.get("name"), projectedMap, projectedMap.get("items"));
            Field projected = source.get("secret");
            keyed.secret(projected.get("name"), projected, KeyRefs.keys(projected.get("items")));
        }
    }

    private void environment(Container container) {
        for (Field variable : container.field().get("env").items()) {
            Field map = variable.at("valueFrom.configMapKeyRef");
            if (map.isMapping()) {
                keyed.configMap(map.get("name"), map, List.of(map.get("key")));
            }
            Field secret = variable.at("valueFrom.secretKeyRef");
            if (secret.isMapping()) {
                keyed.secret(secret.get("name"), secret, List.of(secret.get("key")));
            }
        }
        for (Field from : container.field().get("envFrom").items()) {
            keyed.configMap(from.at("configMapRef.name"), from.get("configMapRef"), List.of());
            keyed.secret(from.at("secretRef.name"), from.get("secretRef"), List.of());
        }
    }

    private void probes(Container container) {
        Set<String> names = new HashSet<>();
        container.field().get("ports").items().forEach(each -> names.add(each.get("name").text()));
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            for (String way : List.of("httpGet", "tcpSocket")) {
                Field port = container.field().get(probe).get(way).get("port");
                if (!port.isEmpty()
                        && port.number().isEmpty()
                        && !names.contains(port.text())
                        && !Placeholder.isIn(port.text())) {
                    say(
                            PROBE_PORT,
                            port,
                            probe
                                    + " of container "
                                    + container.name()
                                    + " asks port "
                                    + port.text(),
                            "a port the container names");
                }
            }
        }
    }

    private void named(Rule rule, Field name, String group, String kind, String namespace) {
        if (name.isEmpty()
                || Placeholder.isIn(name.text())
                || tree.find(group, kind, namespace, name.text()).isPresent()) {
            return;
        }
        Absence.of(tree, tree.of(group, kind, namespace), name.text())
                .ifPresent(hint ->
                        say(
                                rule,
                                name,
                                kind + " " + name.text() + " is not there; " + hint,
                                "a " + kind + " of the tree"));
    }

    private void say(Rule rule, Field field, String found, String allowed) {
        findings.accept(pod.owner().finding(rule, field, found, allowed));
    }
}
