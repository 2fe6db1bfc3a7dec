package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pods that an object makes, all alike. */
record Pod(TreeObject owner) {
    String path() {
        return owner.path();
    }

    String namespace() {
        return owner.namespace();
    }

    int count() {
        return switch (owner.kind()) {
            case "Job" -> owner.at("/spec/parallelism").asInt(1);
            default -> owner.at("/spec/replicas").asInt(1);
        };
    }

    JsonNode template() {
        return owner.at("/spec/template");
    }

    JsonNode spec() {
        return template().path("spec");
    }

    Map<String, String> labels() {
        return TreeObject.texts(template().path("metadata").path("labels"));
    }

    String account() {
        return spec().path("serviceAccountName").asText();
    }

    List<JsonNode> mainContainers() {
        return TreeObject.each(spec().path("containers")).toList();
    }

    List<JsonNode> initContainers() {
        return TreeObject.each(spec().path("initContainers")).toList();
    }

    /** Init containers, containers and ephemeral ones. */
    List<JsonNode> containers() {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(name -> TreeObject.each(spec().path(name)))
                .toList();
    }

    List<JsonNode> volumes() {
        return TreeObject.each(spec().path("volumes")).toList();
    }

    /** Every port that a container of it opens. */
    List<JsonNode> ports() {
        return mainContainers().stream()
                .flatMap(container -> TreeObject.each(container.path("ports")))
                .toList();
    }

    /**
     * What the scheduler and a quota count: the greater of the containers' sum and any init
     * container, sidecars running beside both. Source: Kubernetes documentation, "Sidecar
     * Containers", "Resource sharing within containers".
     *
     * @param which {@code requests} or {@code limits}
     * @param resource {@code cpu} or {@code memory}
     */
    BigDecimal effective(String which, String resource) {
        BigDecimal sidecars = BigDecimal.ZERO;
        BigDecimal greatest = BigDecimal.ZERO;
        for (JsonNode container : initContainers()) {
            BigDecimal own = Amounts.of(container, which, resource);
            if (container.path("restartPolicy").asText().equals("Always")) {
                sidecars = sidecars.add(own);
                greatest = greatest.max(sidecars);
            } else {
                greatest = greatest.max(sidecars.add(own));
            }
        }
        BigDecimal running =
                mainContainers().stream()
                        .map(container -> Amounts.of(container, which, resource))
                        .reduce(sidecars, BigDecimal::add);
        return greatest.max(running);
    }
}
