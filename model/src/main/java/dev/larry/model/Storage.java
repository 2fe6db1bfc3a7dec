package dev.larry.model;

/** The class of the volumes. */
public record Storage(
        @Doc("The StorageClass.") @As(Syntax.DNS_SUBDOMAIN) String storageClass,
        @Doc("ReadWriteMany where pods on several nodes share a volume, else ReadWriteOnce.")
                @Default("ReadWriteMany")
                AccessMode accessMode,
        @Doc(
                        "When the class binds a volume; WaitForFirstConsumer moves the claim to its"
                                + " consumer's wave.")
                @Default("Immediate")
                Binding binding) {
    /** Kubernetes access modes that a Larry's volume may have. */
    public enum AccessMode implements KubernetesWord {
        READ_WRITE_MANY,
        READ_WRITE_ONCE
    }

    /** When a StorageClass binds a claim. */
    public enum Binding implements KubernetesWord {
        IMMEDIATE,
        WAIT_FOR_FIRST_CONSUMER
    }
}
