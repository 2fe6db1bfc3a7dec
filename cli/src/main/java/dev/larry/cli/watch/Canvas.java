package dev.larry.cli.watch;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.ArrayList;
import java.util.List;

/** Lines of a fixed width, with or without colour. */
final class Canvas {
    private final int width;
    private final boolean colour;
    private final List<AttributedString> lines = new ArrayList<>();
    private AttributedStringBuilder line = new AttributedStringBuilder();

    Canvas(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /** Text in a style; control characters of a task's words cannot reach the terminal. */
    Canvas put(String text, AttributedStyle style) {
        String safe = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        line.append(safe, colour ? style : AttributedStyle.DEFAULT);
        return this;
    }

    Canvas put(String text) {
        return put(text, AttributedStyle.DEFAULT);
    }

    /** Text cut or filled to a number of columns. */
    Canvas column(String text, int columns, AttributedStyle style) {
        AttributedString whole = new AttributedString(text.replaceAll("\\p{Cntrl}+", " "));
        AttributedString cut =
                whole.columnLength() <= columns
                        ? whole
                        : AttributedString.join(
                                AttributedString.EMPTY,
                                whole.columnSubSequence(0, Math.max(0, columns - 1)),
                                new AttributedString("…"));
        put(cut.toString(), style);
        return put(" ".repeat(Math.max(0, columns - cut.columnLength())));
    }

    Canvas column(String text, int columns) {
        return column(text, columns, AttributedStyle.DEFAULT);
    }

    /** A bar of a number of columns, filled by a share from 0 to 1. */
    Canvas bar(double share, int columns, AttributedStyle style) {
        int full = (int) Math.floor(Math.clamp(share, 0, 1) * columns + 1e-9);
        put("█".repeat(full), style);
        return put("░".repeat(columns - full), AttributedStyle.DEFAULT.faint());
    }

    /** Ends the line, cut to the width. */
    Canvas end() {
        AttributedString whole = line.toAttributedString();
        lines.add(whole.columnLength() > width ? whole.columnSubSequence(0, width) : whole);
        line = new AttributedStringBuilder();
        return this;
    }

    /** A line around a title. Heavy, for JLine writes light box characters as dashes. */
    Canvas rule(String title) {
        return put("━━ ", AttributedStyle.DEFAULT.faint())
                .put(title, AttributedStyle.BOLD)
                .put(" ")
                .put("━".repeat(width), AttributedStyle.DEFAULT.faint())
                .end();
    }

    int size() {
        return lines.size();
    }

    List<AttributedString> lines() {
        return List.copyOf(lines);
    }
}
