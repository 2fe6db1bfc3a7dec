package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.Placeholder;

import java.util.List;
import java.util.Set;

/**
 * Vocabularies and bounds of the core group, pods apart.
 *
 * <p>Source: Kubernetes API reference, Service, PersistentVolume, LimitRange, ResourceQuota; Pod
 * Security Admission, "Pod Security Admission labels for namespaces".
 */
final class CoreRanges {
    private static final Set<String> MODES =
            Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");
    private static final Set<String> SCOPES =
            Set.of(
                    "Terminating",
                    "NotTerminating",
                    "BestEffort",
                    "NotBestEffort",
                    "PriorityClass",
                    "CrossNamespacePodAffinity",
                    "VolumeAttributesClass");
    private static final Set<String> LIMITED = Set.of("Container", "Pod", "PersistentVolumeClaim");
    private static final Set<String> TRAFFIC = Set.of("Cluster", "Local");

    private CoreRanges() {}

    static void check(Manifest object, Limits limits) {
        Field spec = object.spec();
        switch (object.kind()) {
            case "Service" -> service(spec, limits);
            case "PersistentVolumeClaim", "PersistentVolume" -> {
                spec.get("accessModes").items().forEach(each -> limits.word(each, MODES));
                limits.word(spec.get("volumeMode"), Set.of("Filesystem", "Block"));
                limits.word(
                        spec.get("persistentVolumeReclaimPolicy"),
                        Set.of("Retain", "Delete", "Recycle"));
            }
            case "LimitRange" ->
                    spec.get("limits")
                            .items()
                            .forEach(each -> limits.word(each.get("type"), LIMITED));
            case "ResourceQuota" ->
                    spec.get("scopes").items().forEach(each -> limits.word(each, SCOPES));
            case "Namespace" -> namespace(object.metadata().get("labels"), limits);
            default -> {}
        }
    }

    private static void service(Field spec, Limits limits) {
        limits.word(
                spec.get("type"), Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"));
        limits.word(spec.get("sessionAffinity"), Set.of("None", "ClientIP"));
        limits.word(spec.get("externalTrafficPolicy"), TRAFFIC);
        limits.word(spec.get("internalTrafficPolicy"), TRAFFIC);
        limits.word(
                spec.get("ipFamilyPolicy"),
                Set.of("SingleStack", "PreferDualStack", "RequireDualStack"));
        boolean inside = spec.get("type").textOr("ClusterIP").equals("ClusterIP");
        for (Field port : spec.get("ports").items()) {
            limits.port(port.get("port"));
            if (!port.get("nodePort").is("0")) {
                limits.port(port.get("nodePort"));
            }
            if (!port.get("targetPort").isEmpty() && !port.get("targetPort").is("0")) {
                limits.portOrName(port.get("targetPort"));
            }
            limits.word(port.get("protocol"), Limits.PROTOCOLS);
            if (port.get("nodePort").numberOr(0) > 0 && inside) {
                limits.broken(
                        RangeRules.PORT,
                        port.get("nodePort"),
                        "a nodePort on a ClusterIP Service",
                        "type NodePort or LoadBalancer");
            }
        }
    }

    private static void namespace(Field labels, Limits limits) {
        for (String mode : List.of("enforce", "audit", "warn")) {
            String label = "pod-security.kubernetes.io/" + mode;
            limits.word(labels.get(label), Set.of("privileged", "baseline", "restricted"));
            Field version = labels.get(label + "-version");
            if (version.exists()
                    && !Placeholder.isIn(version.text())
                    && !version.text().matches("latest|v1\\.[0-9]{1,3}")) {
                limits.broken(
                        RangeRules.ENUM, version, "'" + version.text() + "'", "latest or v1.N");
            }
        }
    }
}
