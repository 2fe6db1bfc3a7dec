package dev.larry.model;

/** A taint of a node. Source: Kubernetes documentation, "Taints and Tolerations". */
public record Taint(
        @Doc("The taint's key.") @As(Syntax.LABEL_KEY) String key,
        @Doc("The taint's value.") @Default("") @As(Syntax.LABEL_VALUE) String value,
        @Doc("NoSchedule, PreferNoSchedule or NoExecute.") Effect effect) {
    /** What a taint does to pods that do not tolerate it. */
    public enum Effect implements KubernetesWord {
        NO_SCHEDULE,
        PREFER_NO_SCHEDULE,
        NO_EXECUTE
    }
}
