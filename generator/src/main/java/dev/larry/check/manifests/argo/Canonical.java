package dev.larry.check.manifests.argo;

import dev.larry.model.InvalidValueException;
import dev.larry.model.Quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form in which the API server writes a quantity: no fraction, the largest suffix of the family
 * it was written in.
 *
 * <p>Source: Kubernetes API reference, Quantity.
 */
final class Canonical {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL =
            List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final Pattern EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]+");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigDecimal KILO = BigDecimal.valueOf(1000);

    private Canonical() {}

    /** Nothing for what is no quantity, or is written with an exponent. */
    static Optional<String> of(String text) {
        BigDecimal value;
        try {
            value = Quantity.parse(text);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
        if (EXPONENT.matcher(text).matches()) {
            return Optional.empty();
        }
        if (value.signum() == 0) {
            return Optional.of("0");
        }
        if (text.endsWith("i") && value.abs().compareTo(KIBI) >= 0 && isWhole(value)) {
            return Optional.of(largest(value, KIBI, BINARY));
        }
        BigDecimal nano = value.movePointRight(9).setScale(0, RoundingMode.UP);
        return Optional.of(largest(nano, KILO, DECIMAL));
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private static String largest(BigDecimal value, BigDecimal factor, List<String> suffixes) {
        BigDecimal left = value;
        int at = 0;
        while (at < suffixes.size() - 1 && left.remainder(factor).signum() == 0) {
            left = left.divide(factor);
            at++;
        }
        return left.toBigInteger() + suffixes.get(at);
    }
}
