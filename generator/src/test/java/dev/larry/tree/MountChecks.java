package dev.larry.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pods mount and read. */
final class MountChecks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MountChecks() {}

    static void configMaps(RenderedTree tree, Consumer<String> problems) {
        Set<String> used = new HashSet<>();
        for (Pod pod : tree.pods()) {
            configSources(pod)
                    .forEach(source -> {
                        used.add(pod.namespace() + "/" + source.path("name").asText());
                        Optional<TreeObject> map =
                                tree.find(
                                        "ConfigMap", pod.namespace(), source.path("name").asText());
                        if (map.isEmpty()) {
                            problems.accept(pod.path() + " reads a missing ConfigMap " + source);
                            return;
                        }
                        Set<String> keys = TreeObject.texts(map.get().at("/data")).keySet();
                        TreeObject.each(source.path("items"))
                                .map(item -> item.path("key").asText())
                                .filter(key -> !keys.contains(key))
                                .forEach(key ->
                                        problems.accept(
                                                pod.path() + " reads a missing key " + key));
                    });
        }
        tree.all("ConfigMap")
                .forEach(map -> {
                    boolean dashboard = "1".equals(map.labels().get("grafana_dashboard"));
                    if (!dashboard && !used.contains(map.namespace() + "/" + map.name())) {
                        problems.accept(map.path() + " is read by nobody");
                    }
                    TreeObject.texts(map.at("/data"))
                            .forEach((key, text) -> {
                                if (key.endsWith(".json") && json(text).isMissingNode()) {
                                    problems.accept(
                                            map.path() + " has a " + key + " that is no JSON");
                                }
                            });
                });
    }

    private static List<JsonNode> configSources(Pod pod) {
        Stream<JsonNode> volumes =
                pod.volumes().stream()
                        .flatMap(volume ->
                                Stream.concat(
                                        Stream.of(volume.path("configMap")),
                                        TreeObject.each(volume.at("/projected/sources"))
                                                .map(source -> source.path("configMap"))));
        Stream<JsonNode> variables =
                pod.containers().stream()
                        .flatMap(container ->
                                Stream.concat(
                                        TreeObject.each(container.path("env"))
                                                .map(env -> env.at("/valueFrom/configMapKeyRef")),
                                        TreeObject.each(container.path("envFrom"))
                                                .map(env -> env.path("configMapRef"))));
        return Stream.concat(volumes, variables).filter(JsonNode::isObject).toList();
    }

    static void claims(RenderedTree tree, Consumer<String> problems) {
        Set<String> used = new HashSet<>();
        for (Pod pod : tree.pods()) {
            for (JsonNode volume : pod.volumes()) {
                JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
                if (claim.isTextual()) {
                    used.add(pod.namespace() + "/" + claim.asText());
                    if (!tree.has("PersistentVolumeClaim", pod.namespace(), claim.asText())) {
                        problems.accept(pod.path() + " mounts a missing claim " + claim);
                    }
                }
            }
        }
        tree.all("PersistentVolumeClaim")
                .filter(claim -> !used.contains(claim.namespace() + "/" + claim.name()))
                .forEach(claim -> problems.accept(claim.path() + " is mounted by nobody"));
    }

    static void secrets(RenderedTree tree, Consumer<String> problems) {
        Set<String> listed = withoutKeys(tree.secrets());
        Set<String> used = new HashSet<>();
        tree.pods()
                .forEach(pod -> {
                    secretsOf(pod)
                            .forEach(secret -> {
                                used.add(withoutKey(secret));
                                if (!(secret.endsWith("/")
                                        ? listed.contains(withoutKey(secret))
                                        : tree.secrets().contains(secret))) {
                                    problems.accept(
                                            pod.path() + " needs an unlisted Secret " + secret);
                                }
                            });
                });
        tree.all("Ingress")
                .forEach(ingress ->
                        TreeObject.each(ingress.at("/spec/tls"))
                                .forEach(tls -> {
                                    String secret =
                                            ingress.namespace()
                                                    + "/"
                                                    + tls.path("secretName").asText();
                                    used.add(secret);
                                    if (!tree.secrets().contains(secret + "/tls.crt")) {
                                        problems.accept(
                                                ingress.path()
                                                        + " needs an unlisted Secret "
                                                        + secret);
                                    }
                                }));
        Set<String> idle = new TreeSet<>(listed);
        idle.removeAll(used);
        idle.forEach(secret -> problems.accept("Secret " + secret + " is listed but not read"));
        if (tree.all("ExternalSecret").findAny().isPresent()) {
            Set<String> external =
                    tree.all("ExternalSecret")
                            .flatMap(object ->
                                    TreeObject.each(object.at("/spec/data"))
                                            .map(entry ->
                                                    object.namespace()
                                                            + "/"
                                                            + object.at("/spec/target/name")
                                                                    .asText()
                                                            + "/"
                                                            + entry.path("secretKey").asText()))
                            .collect(Collectors.toSet());
            if (!external.equals(tree.secrets())) {
                problems.accept("ExternalSecrets are " + external + " of " + tree.secrets());
            }
        }
    }

    /** {@code namespace/name/key}, the key empty where all of it is mounted. */
    private static Stream<String> secretsOf(Pod pod) {
        Stream<String> volumes =
                pod.volumes().stream()
                        .map(volume -> volume.path("secret"))
                        .filter(JsonNode::isObject)
                        .flatMap(secret -> {
                            String name = secret.path("secretName").asText() + "/";
                            return secret.path("items").isEmpty()
                                    ? Stream.of(name)
                                    : TreeObject.each(secret.path("items"))
                                            .map(item -> name + item.path("key").asText());
                        });
        Stream<String> variables =
                pod.containers().stream()
                        .flatMap(container -> TreeObject.each(container.path("env")))
                        .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                        .filter(JsonNode::isObject)
                        .map(ref -> ref.path("name").asText() + "/" + ref.path("key").asText());
        Stream<String> pulls =
                TreeObject.each(pod.spec().path("imagePullSecrets"))
                        .map(secret -> secret.path("name").asText() + "/.dockerconfigjson");
        return Stream.of(volumes, variables, pulls)
                .flatMap(each -> each)
                .map(secret -> pod.namespace() + "/" + secret);
    }

    private static Set<String> withoutKeys(Set<String> secrets) {
        return secrets.stream().map(MountChecks::withoutKey).collect(Collectors.toSet());
    }

    private static String withoutKey(String secret) {
        return secret.substring(0, secret.indexOf('/', secret.indexOf('/') + 1));
    }

    static void volumes(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            Set<String> there =
                    pod.volumes().stream()
                            .map(volume -> volume.path("name").asText())
                            .collect(Collectors.toSet());
            pod.owner()
                    .at("/spec/volumeClaimTemplates")
                    .forEach(claim -> there.add(claim.at("/metadata/name").asText()));
            Set<String> mounted =
                    pod.containers().stream()
                            .flatMap(container -> TreeObject.each(container.path("volumeMounts")))
                            .map(mount -> mount.path("name").asText())
                            .collect(Collectors.toSet());
            if (!there.equals(mounted)) {
                problems.accept(pod.path() + " has volumes " + there + " and mounts " + mounted);
            }
        }
    }

    /** An agent's settings name the very run, Larry and worker that its labels name. */
    static void settings(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            JsonNode settings = settingsOf(tree, pod);
            String component = pod.labels().getOrDefault("app.kubernetes.io/component", "");
            if (component.equals("redis")) {
                continue;
            }
            boolean good =
                    same(pod, "larry.dev/larry", settings.at("/larry/name"))
                            && same(pod, "larry.dev/worker", settings.at("/worker/name"))
                            && (!component.equals("worker")
                                    || same(pod, "larry.dev/run", settings.at("/run/id")))
                            && switch (settings.at("/role").asText()) {
                                case "COORDINATOR" -> component.equals("coordinator");
                                case "WORKER" -> component.equals("worker");
                                case "META" -> component.equals("meta-coordinator");
                                case "OBSERVER" -> component.equals("observer");
                                default -> false;
                            };
            if (!good) {
                problems.accept(pod.path() + " has another's settings: " + pod.labels());
            }
        }
    }

    private static boolean same(Pod pod, String label, JsonNode setting) {
        return pod.labels().getOrDefault(label, "").equals(setting.asText());
    }

    /** The settings document that a pod mounts; missing for pods that are no agents. */
    static JsonNode settingsOf(RenderedTree tree, Pod pod) {
        return configSources(pod).stream()
                .flatMap(source ->
                        tree
                                .find("ConfigMap", pod.namespace(), source.path("name").asText())
                                .stream())
                .map(map -> map.node().path("data").path("settings.json"))
                .filter(JsonNode::isTextual)
                .map(text -> json(text.asText()))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static void priorities(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            Optional<TreeObject> priority =
                    tree.find("PriorityClass", "", pod.spec().path("priorityClassName").asText());
            if (priority.isEmpty()) {
                problems.accept(pod.path() + " has a missing priority class");
            } else if (pod.owner().kind().equals("Job")
                    && !priority.get().at("/preemptionPolicy").asText().equals("Never")) {
                problems.accept(pod.path() + " pushes other pods out");
            }
        }
        tree.all("PriorityClass")
                .filter(priority -> priority.at("/globalDefault").asBoolean())
                .forEach(priority -> problems.accept(priority.path() + " is everybody's default"));
    }
}
