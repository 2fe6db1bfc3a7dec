package dev.larry.render;

import dev.larry.contract.Names;

import io.fabric8.kubernetes.api.model.HasMetadata;

import java.util.Locale;

/**
 * One object of the rendered tree.
 *
 * @param origin the YAML path in the environment file that it is rendered from, such as {@code
 *     larrys[larry-01].workers[cleanup]}
 */
public record Manifest(App app, HasMetadata object, String origin) {
    /**
     * Its file below {@code gitops/<environment>/}: {@code <app>/<namespace>/<kind>-<name>.yaml}.
     */
    public String path() {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName().replace(':', '.');
        return app.directory()
                + "/"
                + (namespace == null ? "_cluster" : namespace)
                + "/"
                + object.getKind().toLowerCase(Locale.ROOT)
                + "-"
                + Names.within(200, name)
                + ".yaml";
    }

    /**
     * What the API server knows it by: group/kind namespace/name; no version, for those are views
     * of one object.
     */
    public Identity identity() {
        String apiVersion = object.getApiVersion();
        int slash = apiVersion.indexOf('/');
        String namespace = object.getMetadata().getNamespace();
        return new Identity(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                object.getKind(),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    /** An object's identity in a cluster. */
    public record Identity(String group, String kind, String namespace, String name) {
        @Override
        public String toString() {
            return (group.isEmpty() ? "" : group + "/")
                    + kind
                    + " "
                    + (namespace.isEmpty() ? "" : namespace + "/")
                    + name;
        }
    }
}
