package dev.larry.check.fit;

/**
 * What is asked for, or is there: three whole numbers.
 *
 * @param cpu in thousandths of a core
 * @param memory in bytes
 * @param pods how many pods
 */
record Size(long cpu, long memory, long pods) {
    /** How many numbers a size has. */
    static final int PARTS = 3;

    static final Size ZERO = new Size(0, 0, 0);

    long part(int which) {
        return which == 0 ? cpu : which == 1 ? memory : pods;
    }

    long[] parts() {
        return new long[] {cpu, memory, pods};
    }

    static Size of(long[] parts) {
        return new Size(parts[0], parts[1], parts[2]);
    }

    /** The sum; {@link ArithmeticException} on overflow. */
    Size plus(Size other) {
        return new Size(
                Math.addExact(cpu, other.cpu),
                Math.addExact(memory, other.memory),
                Math.addExact(pods, other.pods));
    }

    boolean isWithin(long[] room) {
        return cpu <= room[0] && memory <= room[1] && pods <= room[2];
    }

    /** How many of this size a room holds, {@code most} at most. */
    int times(long[] room, int most) {
        long fit = most;
        if (cpu > 0) {
            fit = Math.min(fit, room[0] / cpu);
        }
        if (memory > 0) {
            fit = Math.min(fit, room[1] / memory);
        }
        if (pods > 0) {
            fit = Math.min(fit, room[2] / pods);
        }
        return (int) Math.max(0, fit);
    }

    /** Takes a multiple of this off a room; gives it back where {@code times} is negative. */
    void take(long[] room, long times) {
        room[0] -= cpu * times;
        room[1] -= memory * times;
        room[2] -= pods * times;
    }
}
