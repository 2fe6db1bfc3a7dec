package dev.larry.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One dump of the archive of classes. Two dumps of the same classes differ in the clock of soft
 * references alone (java.lang.ref.SoftReference keeps the milliseconds since the machine's start)
 * and in the checksums above it.
 *
 * @param bytes what the JVM wrote
 * @param begun milliseconds of this machine's clock before the JVM was started
 * @param ended and after it had ended
 */
record Dump(byte[] bytes, long begun, long ended) {
    /** Offsets below hold the archive's header, with its checksums. */
    private static final int HEADER = 4_096;

    /**
     * This dump without what depends on when it was made: clocks are set to zero, which they would
     * be as good as on a machine that has just started, and so are the checksums, which the JVM
     * reads with -XX:+VerifySharedSpaces only.
     *
     * @throws CannotBuildException where the dumps differ in anything else
     */
    byte[] settledBy(Dump other) throws CannotBuildException {
        if (bytes.length != other.bytes.length) {
            throw different(Math.min(bytes.length, other.bytes.length));
        }
        ByteBuffer mine = little(bytes.clone());
        ByteBuffer theirs = little(other.bytes);
        for (int at = 0; at < HEADER; at += Integer.BYTES) {
            if (mine.getInt(at) != theirs.getInt(at)) {
                mine.putInt(at, 0);
            }
        }
        for (int at = HEADER; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            if (mine.getLong(at) != theirs.getLong(at)) {
                if (!isClock(mine.getLong(at)) || !other.isClock(theirs.getLong(at))) {
                    throw different(at);
                }
                mine.putLong(at, 0);
            }
        }
        return mine.array();
    }

    private boolean isClock(long value) {
        return value >= begun && value <= ended;
    }

    private static CannotBuildException different(int at) {
        return new CannotBuildException(
                "two archives of the same classes differ at byte "
                        + at
                        + ", where no clock is, so the image would not be reproducible;"
                        + " build it with the JDK that docs/decisions/0016-image.md names");
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
