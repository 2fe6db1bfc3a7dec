package dev.larry.load;

import dev.larry.model.Finding;
import dev.larry.model.Source;

/** A finding that is one line of a bearable length, whatever a file put into it. */
final class Shortened {
    private static final int LONGEST = 300;

    private Shortened() {}

    static Finding of(Finding finding) {
        Source at = finding.source();
        return new Finding(
                finding.rule(),
                finding.severity(),
                new Source(at.file(), at.line(), at.column(), shorten(at.path())),
                finding.rendered(),
                shorten(finding.found()),
                finding.allowed(),
                finding.remedy());
    }

    private static String shorten(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int half = LONGEST / 2;
        return text.substring(0, half) + "..." + text.substring(text.length() - half);
    }
}
