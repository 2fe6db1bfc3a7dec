package dev.larry.cli.watch;

import dev.larry.cli.watch.PseudoTerminal.Cell;

import java.util.Locale;

/** A terminal's screen as SVG, each run of one style a text of its own, as wide as its columns. */
final class ScreenPicture {
    private static final int WIDTH = 9;
    private static final int HEIGHT = 19;
    private static final int MARGIN = 12;

    private final StringBuilder svg = new StringBuilder();

    private ScreenPicture() {}

    static String of(Cell[][] cells, String title) {
        ScreenPicture picture = new ScreenPicture();
        int width = cells[0].length * WIDTH + 2 * MARGIN;
        int height = cells.length * HEIGHT + 2 * MARGIN;
        picture.svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                + " role=\"img\">\n<title>%s</title>\n<rect width=\"%d\""
                                + " height=\"%d\" rx=\"8\" fill=\"#14171a\"/>\n"
                                + "<style>text { white-space: pre }</style>\n<g"
                                + " font-family=\"monospace\" font-size=\"15\">\n",
                        width,
                        height,
                        title,
                        width,
                        height));
        for (int row = 0; row < cells.length; row++) {
            picture.line(cells[row], row);
        }
        return picture.svg.append("</g>\n</svg>\n").toString();
    }

    private void line(Cell[] cells, int row) {
        int from = 0;
        while (from < cells.length) {
            int to = from + 1;
            while (to < cells.length && sameStyle(cells[from], cells[to])) {
                to++;
            }
            text(cells, row, from, to);
            from = to;
        }
    }

    private static boolean sameStyle(Cell one, Cell other) {
        return one.colour() == other.colour() && one.bold() == other.bold();
    }

    private void text(Cell[] cells, int row, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.appendCodePoint(cells[i].codePoint() == 0 ? ' ' : cells[i].codePoint());
        }
        if (text.toString().isBlank()) {
            return;
        }
        String escaped =
                text.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"%s\"%s>%s</text>\n",
                        MARGIN + from * WIDTH,
                        MARGIN + row * HEIGHT + 14,
                        (to - from) * WIDTH,
                        cells[from].colour() < 0
                                ? "#e6e8eb"
                                : String.format(Locale.ROOT, "#%03x", cells[from].colour()),
                        cells[from].bold() ? " font-weight=\"bold\"" : "",
                        escaped));
    }
}
