package dev.larry.check.manifests;

import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.Map;

/**
 * One object of a tree.
 *
 * @param namespace as written, empty where there is none
 */
public record Manifest(
        Field root, String group, String version, String kind, String namespace, String name) {

    static Manifest of(Field root, String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return new Manifest(
                root,
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                kind,
                root.at("metadata.namespace").text(),
                root.at("metadata.name").text());
    }

    /** Whether it is of that kind in that API group, in any version. */
    public boolean is(String wantedGroup, String wantedKind) {
        return kind.equals(wantedKind) && group.equals(wantedGroup);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public Field metadata() {
        return root.get("metadata");
    }

    public Field spec() {
        return root.get("spec");
    }

    public Map<String, String> labels() {
        return root.at("metadata.labels").texts();
    }

    public Field annotation(String key) {
        return root.at("metadata.annotations").get(key);
    }

    /** As a person names it: {@code Deployment shop/web}. */
    public String id() {
        String called = name.isEmpty() ? root.at("metadata.generateName").text() + "*" : name;
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + called;
    }

    /** Whether another stands in the same directory, as what belongs together mostly does. */
    public boolean isBeside(Manifest other) {
        return directory().equals(other.directory());
    }

    private String directory() {
        String file = root.source().file();
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    /** A finding about one of its fields; says whose it is. */
    public Finding finding(Rule rule, Field field, String found, String allowed) {
        return rule.at(field.source(), id() + ": " + found, allowed);
    }

    /** A finding that knows its remedy. */
    public Finding finding(Rule rule, Field field, String found, String allowed, String remedy) {
        return rule.at(field.source(), id() + ": " + found, allowed, remedy);
    }
}
