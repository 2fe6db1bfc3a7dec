package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of an object the API server lets nobody change.
 *
 * <p>Source: the functions {@code Validate…Update} in pkg/apis/.../validation of Kubernetes 1.36; a
 * note names the one that it comes from.
 */
final class ImmutableFields {
    /** A field, its default where leaving it out means the same, and who refuses its change. */
    private record Field(String pointer, String otherwise, String source) {}

    private static final Map<String, List<Field>> FIELDS =
            Map.ofEntries(
                    of(
                            "batch/Job",
                            "ValidateJobSpecUpdate",
                            "/spec/selector",
                            "/spec/completionMode=NonIndexed",
                            "/spec/podFailurePolicy",
                            "/spec/backoffLimitPerIndex",
                            "/spec/managedBy",
                            "/spec/successPolicy",
                            "/spec/template"),
                    of("apps/Deployment", "ValidateDeploymentUpdate", "/spec/selector"),
                    of("apps/DaemonSet", "ValidateDaemonSetUpdate", "/spec/selector"),
                    of("apps/ReplicaSet", "ValidateReplicaSetUpdate", "/spec/selector"),
                    of(
                            "scheduling.k8s.io/PriorityClass",
                            "ValidatePriorityClassUpdate",
                            "/value",
                            "/preemptionPolicy=PreemptLowerPriority"),
                    of(
                            "storage.k8s.io/StorageClass",
                            "ValidateStorageClassUpdate",
                            "/parameters",
                            "/provisioner",
                            "/reclaimPolicy=Delete",
                            "/volumeBindingMode=Immediate"),
                    of(
                            "rbac.authorization.k8s.io/RoleBinding",
                            "ValidateRoleBindingUpdate",
                            "/roleRef"),
                    of(
                            "rbac.authorization.k8s.io/ClusterRoleBinding",
                            "ValidateClusterRoleBindingUpdate",
                            "/roleRef"),
                    of("/ResourceQuota", "ValidateResourceQuotaUpdate", "/spec/scopes"),
                    of("/Secret", "ValidateSecretUpdate", "/type=Opaque"),
                    of(
                            "networking.k8s.io/IngressClass",
                            "ValidateIngressClassUpdate",
                            "/spec/controller"),
                    of("node.k8s.io/RuntimeClass", "ValidateRuntimeClassUpdate", "/handler"),
                    of(
                            "apiextensions.k8s.io/CustomResourceDefinition",
                            "ValidateCustomResourceDefinitionUpdate",
                            "/spec/scope",
                            "/spec/group",
                            "/spec/names/kind"));

    /** Source: ValidateStatefulSetUpdate; all else of the spec is refused. */
    private static final Set<String> STATEFUL_SET_MAY =
            Set.of(
                    "minReadySeconds",
                    "ordinals",
                    "persistentVolumeClaimRetentionPolicy",
                    "replicas",
                    "revisionHistoryLimit",
                    "template",
                    "updateStrategy");

    private ImmutableFields() {}

    private static Map.Entry<String, List<Field>> of(
            String kind, String source, String... pointers) {
        List<Field> fields = new ArrayList<>();
        for (String each : pointers) {
            int at = each.indexOf('=');
            fields.add(
                    at < 0
                            ? new Field(each, "", source)
                            : new Field(each.substring(0, at), each.substring(at + 1), source));
        }
        return Map.entry(kind, fields);
    }

    /** Why the change is refused, one sentence a reason; nothing where it is not. */
    static List<String> broken(ManifestObject before, ManifestObject after) {
        List<String> reasons = new ArrayList<>();
        Identity id = after.id();
        for (Field field : FIELDS.getOrDefault(id.group() + "/" + id.kind(), List.of())) {
            if (!Settled.same(value(before, field), value(after, field))) {
                reasons.add(immutable(field.pointer(), field.source()));
            }
        }
        switch (id.group() + "/" + id.kind()) {
            case "batch/Job" -> completions(before, after, reasons);
            case "apps/StatefulSet" -> statefulSet(before, after, reasons);
            case "/PersistentVolumeClaim" -> ClaimUpdate.check(before, after, reasons);
            case "/Service" -> ServiceUpdate.check(before, after, reasons);
            case "/ConfigMap", "/Secret" -> sealed(before, after, reasons);
            case "/Pod" -> pod(before, after, reasons);
            default -> {}
        }
        return reasons;
    }

    static String immutable(String pointer, String source) {
        return pointer.substring(1).replace('/', '.') + " is immutable (" + source + ")";
    }

    private static JsonNode value(ManifestObject object, Field field) {
        JsonNode value = object.at(field.pointer());
        if (!value.isMissingNode()
                && !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())) {
            return value;
        }
        return field.otherwise().isEmpty()
                ? MissingNode.getInstance()
                : TextNode.valueOf(field.otherwise());
    }

    /** Only an indexed Job may be scaled, and only with its parallelism. */
    private static void completions(
            ManifestObject before, ManifestObject after, List<String> reasons) {
        int was = completions(before);
        int is = completions(after);
        boolean elastic =
                after.at("/spec/completionMode").asText().equals("Indexed")
                        && is == after.at("/spec/parallelism").asInt(1);
        if (was != is && !elastic) {
            reasons.add(immutable("/spec/completions", "ValidateJobSpecUpdate"));
        }
    }

    /**
     * One, where neither completions nor parallelism are set; none (-1), where only the former is.
     */
    private static int completions(ManifestObject job) {
        JsonNode set = job.at("/spec/completions");
        return set.isMissingNode() && !job.at("/spec/parallelism").isMissingNode()
                ? -1
                : set.asInt(1);
    }

    private static void statefulSet(
            ManifestObject before, ManifestObject after, List<String> reasons) {
        TreeSet<String> names = new TreeSet<>();
        before.at("/spec").fieldNames().forEachRemaining(names::add);
        after.at("/spec").fieldNames().forEachRemaining(names::add);
        names.removeAll(STATEFUL_SET_MAY);
        for (String name : names) {
            Field field =
                    new Field(
                            "/spec/" + name,
                            name.equals("podManagementPolicy") ? "OrderedReady" : "",
                            "ValidateStatefulSetUpdate");
            if (!Settled.same(value(before, field), value(after, field))) {
                reasons.add(immutable(field.pointer(), field.source()));
            }
        }
    }

    /** Source: ValidateConfigMapUpdate and ValidateSecretUpdate. */
    private static void sealed(ManifestObject before, ManifestObject after, List<String> reasons) {
        if (!before.at("/immutable").asBoolean(false)) {
            return;
        }
        if (!after.at("/immutable").asBoolean(false)) {
            reasons.add("immutable cannot be unset once it is true");
        }
        for (String each : List.of("/data", "/binaryData", "/stringData")) {
            if (!before.at(each).equals(after.at(each))) {
                reasons.add(each.substring(1) + " cannot change while immutable is true");
            }
        }
    }

    /** Source: ValidatePodUpdate; images, a deadline, grace and more tolerations may change. */
    private static void pod(ManifestObject before, ManifestObject after, List<String> reasons) {
        if (!Settled.same(fixed(before), fixed(after))) {
            reasons.add("of a Pod's spec only images can be changed (ValidatePodUpdate)");
        }
    }

    private static JsonNode fixed(ManifestObject pod) {
        JsonNode spec = pod.at("/spec").deepCopy();
        if (spec instanceof ObjectNode fields) {
            fields.remove(
                    List.of(
                            "activeDeadlineSeconds",
                            "terminationGracePeriodSeconds",
                            "tolerations",
                            "schedulingGates"));
            for (String list : List.of("containers", "initContainers")) {
                for (JsonNode container : fields.path(list)) {
                    if (container instanceof ObjectNode each) {
                        each.set("image", JsonNodeFactory.instance.nullNode());
                    }
                }
            }
        }
        return spec;
    }
}
