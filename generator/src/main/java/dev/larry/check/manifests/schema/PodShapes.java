package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Pod;

import java.util.HashSet;
import java.util.Set;

/**
 * What pods, containers and volumes cannot do without, and what they have once.
 *
 * <p>Source: Kubernetes API reference, PodSpec, Container, Volume.
 */
final class PodShapes {
    private PodShapes() {}

    static void check(Pod pod, Members members) {
        Field spec = pod.spec();
        if (pod.containers().stream().noneMatch(each -> each.role() == Container.Role.MAIN)) {
            members.missing(spec, "containers");
        }
        if (!pod.owner().kind().equals("Pod")) {
            members.texts(pod.metadata().get("labels"));
            members.texts(pod.metadata().get("annotations"));
        }
        Set<String> names = new HashSet<>();
        Set<String> portNames = new HashSet<>();
        for (Container container : pod.containers()) {
            Field field = container.field();
            members.need(field, "name");
            if (!pod.owner().kind().equals("DeploymentConfig")) { // whose triggers fill it in
                members.need(field, "image");
            }
            if (!container.name().isEmpty() && !names.add(container.name())) {
                members.twice(field.get("name"), "container " + container.name());
            }
            boolean main = container.role() == Container.Role.MAIN;
            ports(field, main ? portNames : new HashSet<>(), members);
            container(field, members);
        }
        members.unique(spec.get("volumes"), "name");
        spec.get("volumes").items().forEach(each -> volume(each, members));
        members.better(spec.get("imagePullSecrets"), "name");
        members.better(spec.get("hostAliases"), "ip");
    }

    private static void volume(Field volume, Members members) {
        members.need(volume, "name");
        long sources = volume.keys().stream().filter(key -> !key.equals("name")).count();
        if (sources > 1 && !volume.keys().contains("<<")) {
            members.broken(
                    ShapeRules.REQUIRED,
                    volume,
                    "a volume of " + sources + " kinds",
                    "one kind a volume");
        }
    }

    private static void ports(Field container, Set<String> others, Members members) {
        Set<String> seen = new HashSet<>();
        members.unique(container.get("ports"), "name");
        for (Field port : container.get("ports").items()) {
            members.need(port, "containerPort");
            String name = port.get("name").text();
            if (others.contains(name)) {
                members.again(port.get("name"), "port " + name + " of two containers");
            }
            String number = port.get("containerPort").text();
            String socket =
                    number
                            + Members.protocol(port)
                            + port.get("hostIP").text()
                            + port.get("hostPort").text();
            if (!number.isEmpty() && !seen.add(socket)) {
                members.again(port.get("containerPort"), "port " + number);
            }
        }
        container.get("ports").items().forEach(each -> others.add(each.get("name").text()));
        others.remove("");
    }

    private static void container(Field container, Members members) {
        members.unique(container.get("volumeMounts"), "mountPath");
        members.unique(container.get("volumeDevices"), "devicePath");
        for (Field mount : container.get("volumeMounts").items()) {
            members.need(mount, "name", "mountPath");
        }
        Set<String> variables = new HashSet<>();
        for (Field variable : container.get("env").items()) {
            String name = variable.get("name").text();
            members.need(variable, "name");
            members.text(variable.get("value"));
            if (!name.isEmpty() && !variables.add(name)) {
                members.again(variable.get("name"), "variable " + name);
            }
            if (!variable.get("value").isEmpty() && variable.get("valueFrom").exists()) {
                members.broken(
                        ShapeRules.REQUIRED,
                        variable.get("valueFrom"),
                        "value and valueFrom of " + name,
                        "one of the two");
            }
        }
        container.get("args").items().forEach(members::text);
        container.get("command").items().forEach(members::text);
    }
}
