package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.InvalidValueException;
import dev.larry.model.Quantity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Quantities: their grammar, their units, and a request within its limit. */
public final class QuantityRules {
    private static final String SOURCE = "Kubernetes API reference, Quantity";
    private static final BigDecimal MEBI = BigDecimal.valueOf(1L << 20);
    private static final BigDecimal CORES = BigDecimal.valueOf(512);
    private static final Set<String> BYTES =
            Set.of("memory", "ephemeral-storage", "storage", "sizeLimit");

    static final Rule QUANTITY =
            Rule.error(
                    "schema/quantity",
                    "A quantity is a number with a unit that Kubernetes knows, and not negative.",
                    "The API server refuses the object.",
                    "correct the number or its unit: 500m, 2, 1.5, 4Gi",
                    SOURCE);
    static final Rule UNIT =
            Rule.warning(
                    "schema/unit",
                    "Memory and storage are asked for in bytes, CPU in cores.",
                    "memory: 100m is a tenth of a byte and memory: 512 is 512 bytes; no container"
                            + " starts in either, and no node has 500 cores.",
                    "write Mi or Gi for memory and storage, m for thousandths of a core",
                    "Kubernetes documentation, Resource Management for Pods and Containers");
    static final Rule REQUEST_OVER_LIMIT =
            Rule.error(
                    "schema/request-over-limit",
                    "A container asks for no more than its limit.",
                    "The API server refuses the pod; a Deployment or Job stands without pods.",
                    "lower the request or raise the limit",
                    "Kubernetes documentation, Resource Management for Pods and Containers");

    static final List<Rule> ALL = List.of(QUANTITY, UNIT, REQUEST_OVER_LIMIT);

    private QuantityRules() {}

    /** Judges every quantity of a tree. */
    public static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            Judge judge = new Judge(pod.owner(), findings);
            for (Container container : pod.containers()) {
                judge.resources(container.field().get("resources"));
            }
            judge.resources(pod.spec().get("resources"));
            judge.each(pod.spec().get("overhead"));
            for (Field volume : pod.spec().get("volumes").items()) {
                judge.one(volume.at("emptyDir.sizeLimit"));
                judge.each(volume.at("ephemeral.volumeClaimTemplate.spec.resources.requests"));
            }
        }
        for (Manifest object : tree.objects()) {
            Judge judge = new Judge(object, findings);
            switch (object.group() + "/" + object.kind()) {
                case "/PersistentVolumeClaim" -> judge.resources(object.spec().get("resources"));
                case "/PersistentVolume" -> judge.each(object.spec().get("capacity"));
                case "/ResourceQuota" -> judge.hard(object.spec().get("hard"));
                case "/LimitRange" ->
                        object.spec().get("limits").items().forEach(judge::limitRange);
                case "apps/StatefulSet" ->
                        object.spec()
                                .get("volumeClaimTemplates")
                                .items()
                                .forEach(each -> judge.resources(each.at("spec.resources")));
                default -> {}
            }
        }
    }

    /** The exact value of a field, nothing where it is absent or no quantity. */
    public static Optional<BigDecimal> value(Field field) {
        if (!field.isScalar()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quantity.parse(field.text()));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private record Judge(Manifest object, Consumer<Finding> findings) {
        void resources(Field resources) {
            each(resources.get("requests"));
            each(resources.get("limits"));
            for (Field request : resources.get("requests").fields()) {
                Field limit = resources.get("limits").get(request.key());
                Optional<BigDecimal> asked = value(request);
                Optional<BigDecimal> most = value(limit);
                if (asked.isPresent()
                        && most.isPresent()
                        && asked.get().compareTo(most.get()) > 0) {
                    findings.accept(
                            object.finding(
                                    REQUEST_OVER_LIMIT,
                                    request,
                                    request.key() + " request " + request.text(),
                                    "at most its limit, " + limit.text()));
                }
            }
        }

        void limitRange(Field limit) {
            for (String bound :
                    List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")) {
                limit.get(bound).fields().forEach(field -> grammar(field));
            }
        }

        void hard(Field hard) {
            hard.fields().forEach(field -> grammar(field));
        }

        void each(Field quantities) {
            quantities.fields().forEach(this::one);
        }

        void one(Field field) {
            Optional<BigDecimal> found = grammar(field);
            if (found.isEmpty() || found.get().signum() == 0) {
                return;
            }
            BigDecimal value = found.get();
            boolean tooSmall = BYTES.contains(field.key()) && value.compareTo(MEBI) < 0;
            boolean tooLarge = field.key().equals("cpu") && value.compareTo(CORES) >= 0;
            if (tooSmall || tooLarge) {
                findings.accept(
                        object.finding(
                                UNIT,
                                field,
                                field.key()
                                        + " "
                                        + field.text()
                                        + (tooSmall
                                                ? " is " + value.toPlainString() + " bytes"
                                                : " is " + value.toPlainString() + " cores"),
                                tooSmall ? "at least 1Mi" : "less than 512 cores"));
            }
        }

        private Optional<BigDecimal> grammar(Field field) {
            if (field.isAbsent() || Placeholder.isIn(field.text())) {
                return Optional.empty();
            }
            Optional<BigDecimal> value = value(field);
            if (value.isEmpty() || value.get().signum() < 0) {
                findings.accept(
                        object.finding(
                                QUANTITY,
                                field,
                                field.isScalar()
                                        ? "'" + field.text() + "' as " + field.key()
                                        : field.key() + " is no scalar",
                                "a Kubernetes quantity such as 500m, 2, 1.5 or 4Gi"));
            }
            return value;
        }
    }
}
