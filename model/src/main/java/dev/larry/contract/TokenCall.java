package dev.larry.contract;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What a task's program posts to {@code LARRY_TOKENS_URL} with {@code /reserve}, {@code /settle} or
 * {@code /release}, and the header {@code Authorization: Bearer} with {@code LARRY_TOKENS_KEY}.
 *
 * @param id of the reservation; reserve makes one unless given, and repeats its answer for the same
 * @param tokens the most a call may use (reserve), or what it used (settle)
 * @param deadline after which a reservation is spent unless settled (reserve)
 * @param reason why more than the holder's own may be needed (reserve)
 */
public record TokenCall(
        @Nullable String id,
        @Nullable Long tokens,
        @Nullable Duration deadline,
        @Nullable String reason) {
    /** The deadline of a reservation that gives none. */
    public static final Duration DEADLINE = Duration.ofMinutes(10);

    /**
     * The answer: 200 done, 400 not understood, 401 wrong key, 409 refused, 410 too late, 503 not
     * possible now.
     *
     * @param id of the reservation
     * @param left to the holder, or at the level that is exhausted
     * @param exhausted the level of the ledger that refused
     * @param charged tokens spent
     * @param overrun tokens used beyond every cap
     * @param problem why it could not be done
     */
    public record Answer(
            @Nullable String id,
            @Nullable Long left,
            @Nullable String exhausted,
            @Nullable Long charged,
            @Nullable Long overrun,
            @Nullable String problem) {
        public static Answer reserved(String id, long left) {
            return new Answer(id, left, null, null, null, null);
        }

        public static Answer refused(String level, long left) {
            return new Answer(null, left, level, null, null, null);
        }

        public static Answer charged(long charged, long overrun) {
            return new Answer(null, null, null, charged, overrun, null);
        }

        public static Answer failed(String problem) {
            return new Answer(null, null, null, null, null, problem);
        }
    }
}
