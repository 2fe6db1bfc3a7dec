package dev.larry.check.report;

/** Text of input files without what steers terminals, ends lines, or is not allowed in XML. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    int type = Character.getType(point);
                    boolean hidden =
                            Character.isISOControl(point)
                                    || type == Character.FORMAT
                                    || type == Character.LINE_SEPARATOR
                                    || type == Character.PARAGRAPH_SEPARATOR
                                    || type == Character.SURROGATE
                                    || (point & 0xfffe) == 0xfffe;
                    clean.appendCodePoint(hidden ? 0xb7 : point);
                });
        return clean.toString();
    }
}
