package dev.larry.diff;

import java.util.List;

/**
 * A Markdown page of limited length. What does not fit is left out row by row and counted: a table
 * and a folded part are always whole.
 */
final class Page {
    /** What stays free for the lines that say what was left out. */
    private static final int SPARE = 400;

    private static final int ROW_SPARE = 80;

    private final int most;
    private final StringBuilder text = new StringBuilder();
    private long left;

    Page(int most) {
        this.most = most - SPARE;
    }

    /** A paragraph, a heading: all of it or nothing. */
    boolean block(String block) {
        return rows("", List.of(block), "");
    }

    /**
     * Rows between a beginning and an end.
     *
     * @param begin with the heading of a table, say
     * @return whether every row had room
     */
    boolean rows(String begin, List<String> rows, String end) {
        int room = most - text.length() - begin.length() - end.length() - ROW_SPARE;
        int fitting = 0;
        for (String row : rows) {
            room -= row.length() + 1;
            if (room < 0) {
                break;
            }
            fitting++;
        }
        if (fitting > 0) {
            text.append(begin);
            rows.subList(0, fitting).forEach(row -> text.append(row).append('\n'));
            text.append(end);
            if (text.charAt(text.length() - 2) != '\n') {
                text.append('\n');
            }
            if (fitting < rows.size()) {
                text.append(rows.size() - fitting).append(" more have no room here.\n\n");
            }
        }
        left += rows.size() - fitting;
        return fitting == rows.size();
    }

    @Override
    public String toString() {
        String end =
                left == 0
                        ? ""
                        : "---\n"
                                + left
                                + " rows have no room on this page; all of them:"
                                + " `larry diff --format json`.\n";
        return text.toString().stripTrailing() + "\n" + (end.isEmpty() ? "" : "\n" + end);
    }
}
