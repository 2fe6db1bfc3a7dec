package dev.larry.check.manifests;

import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.HashSet;
import java.util.Set;

/**
 * What the kustomizations that name a file still put into its objects. What is missing there, or
 * stands there for another value, is no fault yet.
 *
 * <p>Source: Kustomize documentation, Built-in transformers.
 *
 * @param namespace the namespace is set, also of subjects and of Namespaces themselves
 * @param labels labels are added to selectors and templates
 * @param names names get a prefix or a suffix
 * @param patched anything may be changed: patches, replacements, transformers, components
 * @param images the names of images that get a tag, a digest or another name
 */
record Filled(
        boolean namespace, boolean labels, boolean names, boolean patched, Set<String> images) {
    static final Filled NOTHING = new Filled(false, false, false, false, Set.of());

    Filled {
        images = Set.copyOf(images);
    }

    /** Both. */
    Filled and(Filled other) {
        Set<String> both = new HashSet<>(images);
        both.addAll(other.images);
        return new Filled(
                namespace || other.namespace,
                labels || other.labels,
                names || other.names,
                patched || other.patched,
                both);
    }

    /** The finding as it stands, or as a note where a kustomization may put it right. */
    Finding judge(Finding finding) {
        return isExcused(finding) ? finding.as(Severity.NOTE) : finding;
    }

    private boolean isExcused(Finding finding) {
        String path = finding.source().path();
        return switch (finding.rule()) {
            case "schema/name", "refs/namespace", "security/default-namespace" ->
                    patched || namespace || names && path.equals("metadata.name");
            case "schema/required", "schema/kubeconform" ->
                    patched
                            || namespace && finding.found().contains("namespace")
                            || labels && finding.found().contains("selector");
            case "schema/selector",
                    "refs/service-selector",
                    "refs/monitor-service",
                    "refs/budget-selector",
                    "refs/policy-selector" ->
                    patched || labels;
            case "security/image-tag", "schema/image" ->
                    patched || images.stream().anyMatch(each -> names(finding, each));
            default -> patched && finding.rule().startsWith("schema/");
        };
    }

    private static boolean names(Finding finding, String image) {
        String found = finding.found();
        int at = found.indexOf(image);
        if (at < 0) {
            return false;
        }
        int end = at + image.length();
        return end == found.length() || ":@ '".indexOf(found.charAt(end)) >= 0;
    }
}
