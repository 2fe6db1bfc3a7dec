package dev.larry.render;

import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.Resources;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

import java.util.Map;

/** Exact amounts as the quantities of Kubernetes objects. */
final class Quantities {
    private Quantities() {}

    static Quantity of(MilliCpu cpu) {
        return Quantity.parse(cpu.toString());
    }

    static Quantity of(Bytes bytes) {
        return Quantity.parse(bytes.toString());
    }

    static Map<String, Quantity> of(Amount amount) {
        return Map.of("cpu", of(amount.cpu()), "memory", of(amount.memory()));
    }

    static ResourceRequirements of(Resources resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(of(resources.requests()))
                .withLimits(of(resources.limits()))
                .build();
    }
}
