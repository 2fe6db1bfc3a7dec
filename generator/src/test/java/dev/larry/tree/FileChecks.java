package dev.larry.tree;

import dev.larry.gitops.PlainValue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What holds of every file. */
final class FileChecks {
    static final Set<String> CLUSTER_WIDE =
            Set.of("Namespace", "PriorityClass", "ClusterRole", "ClusterRoleBinding");

    private static final Pattern HEAD =
            Pattern.compile(
                    "# Rendered by larry from environments/[^ ]+\\.yaml, .+; do not edit\\.");

    private FileChecks() {}

    static void parseAlike(RenderedTree tree, Consumer<String> problems) {
        tree.texts()
                .forEach((path, text) -> {
                    if (!path.endsWith(".yaml")) {
                        return;
                    }
                    try {
                        Object old = PlainValue.of(Yamls.yaml11(text));
                        if (!old.equals(PlainValue.of(Yamls.yaml12(text)))) {
                            problems.accept(path + " means one thing in YAML 1.1, another in 1.2");
                        }
                    } catch (RuntimeException e) {
                        problems.accept(path + " is not one YAML document: " + e.getMessage());
                    }
                });
    }

    static void head(RenderedTree tree, Consumer<String> problems) {
        tree.texts()
                .forEach((path, text) -> {
                    if (!text.endsWith("\n") || text.contains("\r")) {
                        problems.accept(
                                path + " does not end in a line feed, or holds a carriage return");
                    }
                    if (path.endsWith(".yaml")
                            && !HEAD.matcher(text.lines().findFirst().orElse("")).matches()) {
                        problems.accept(path + " does not begin with its origin");
                    }
                });
    }

    static void identities(RenderedTree tree, Consumer<String> problems) {
        Set<String> identities = new HashSet<>();
        Set<String> paths = new HashSet<>();
        for (TreeObject object : tree.objects()) {
            String identity =
                    String.join(
                            " ", object.group(), object.kind(), object.namespace(), object.name());
            if (!identities.add(identity)) {
                problems.accept(object.path() + " is a second " + identity);
            }
            // Two paths that differ in case are one on some file systems.
            if (!paths.add(object.path().toLowerCase(Locale.ROOT))) {
                problems.accept(object.path() + " is there twice");
            }
            boolean clusterWide = CLUSTER_WIDE.contains(object.kind());
            if (clusterWide != object.namespace().isEmpty()) {
                problems.accept(object.path() + " has a namespace and should not, or none");
            }
            if (object.namespace().equals("default")) {
                problems.accept(object.path() + " is in the namespace default");
            }
            String directory = clusterWide ? "_cluster" : object.namespace();
            String name = object.kind().toLowerCase(Locale.ROOT) + "-" + object.name();
            String path = object.app() + "/" + directory + "/" + name.replace(':', '.') + ".yaml";
            if (name.length() < 200 && !object.path().equals(path)) {
                problems.accept(object.path() + " should be " + path);
            }
        }
    }

    static void serverOwned(RenderedTree tree, Consumer<String> problems) {
        for (TreeObject object : tree.objects()) {
            if (object.node().has("status")) {
                problems.accept(object.path() + " has a status");
            }
            for (String member :
                    Set.of(
                            "creationTimestamp",
                            "uid",
                            "resourceVersion",
                            "generation",
                            "managedFields",
                            "selfLink",
                            "generateName")) {
                if (object.at("/metadata").has(member)) {
                    problems.accept(object.path() + " has metadata." + member);
                }
            }
            if (!object.annotation("argocd.argoproj.io/tracking-id").isEmpty()) {
                problems.accept(object.path() + " has a tracking id, which is Argo CD's to write");
            }
        }
    }
}
