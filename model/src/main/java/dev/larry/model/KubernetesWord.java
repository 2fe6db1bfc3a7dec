package dev.larry.model;

/**
 * An enum constant that files and objects spell as Kubernetes does: {@code READ_WRITE_MANY} is
 * ReadWriteMany.
 */
public interface KubernetesWord {
    /** The constant's name; every enum has it. */
    String name();

    /** As Kubernetes spells it. */
    default String text() {
        StringBuilder text = new StringBuilder();
        boolean capital = true;
        for (char letter : name().toCharArray()) {
            if (letter == '_') {
                capital = true;
            } else {
                text.append(capital ? letter : (char) (letter | 0x20));
                capital = false;
            }
        }
        return text.toString();
    }
}
