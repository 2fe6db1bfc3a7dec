package dev.larry.model;

/** An amount of CPU and memory. */
public record Amount(
        @Doc("CPU in cores or thousandths: 2, 500m.") MilliCpu cpu,
        @Doc("Memory: 4Gi, 512Mi.") Bytes memory) {
    public static final Amount ZERO = new Amount(MilliCpu.ZERO, Bytes.ZERO);

    /** The sum; {@link ArithmeticException} on overflow. */
    public Amount plus(Amount other) {
        return new Amount(cpu.plus(other.cpu), memory.plus(other.memory));
    }

    /** The greater of each. */
    public Amount max(Amount other) {
        return new Amount(cpu.max(other.cpu), memory.max(other.memory));
    }
}
