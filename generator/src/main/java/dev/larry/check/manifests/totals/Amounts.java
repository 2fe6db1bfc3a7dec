package dev.larry.check.manifests.totals;

import java.math.BigDecimal;
import java.util.List;

/** Exact amounts as a person writes them. */
final class Amounts {
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final List<String> UNITS = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

    private Amounts() {}

    static String text(BigDecimal value) {
        BigDecimal left = value;
        if (left.stripTrailingZeros().scale() > 0) {
            return left.movePointRight(3).stripTrailingZeros().toPlainString() + "m";
        }
        int unit = 0;
        while (unit < UNITS.size() - 1
                && left.signum() != 0
                && left.remainder(KIBI).signum() == 0) {
            left = left.divide(KIBI);
            unit++;
        }
        return left.stripTrailingZeros().toPlainString() + UNITS.get(unit);
    }
}
