package dev.larry.cli.cluster;

/**
 * One thing that was looked at before a run.
 *
 * @param name what, in a word
 * @param said what was found, on one line
 * @param remedy what to do; empty where there is nothing to do
 */
public record Point(String name, Verdict verdict, String said, String remedy) {
    /** How it stands. */
    public enum Verdict {
        OK("ok"),
        /** Worth knowing, yet in nobody's way. */
        NOTE("note"),
        /** In the way of the run. */
        NO("NO"),
        /** Not looked at, because something before it failed. */
        UNKNOWN("?");

        private final String shown;

        Verdict(String shown) {
            this.shown = shown;
        }
    }

    public static Point ok(String name, String said) {
        return new Point(name, Verdict.OK, said, "");
    }

    public static Point note(String name, String said, String remedy) {
        return new Point(name, Verdict.NOTE, said, remedy);
    }

    public static Point no(String name, String said, String remedy) {
        return new Point(name, Verdict.NO, said, remedy);
    }

    /** What was not looked at because of something else. */
    public static Point unknown(String name, String because) {
        return new Point(name, Verdict.UNKNOWN, "not looked at: " + because, "");
    }

    /** Whether no run may begin. */
    public boolean blocks() {
        return verdict == Verdict.NO || verdict == Verdict.UNKNOWN;
    }

    /** The line a person reads. */
    @Override
    public String toString() {
        String text = said + (remedy.isEmpty() ? "" : "; " + remedy);
        return "%-4s  %-12s  %s"
                .formatted(verdict.shown, name, text.replaceAll("\\p{Cntrl}+", " "));
    }
}
