package dev.larry.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The quantity grammar of Kubernetes, exact.
 *
 * <p>Source: Kubernetes API documentation, "Quantity" (resource.Quantity): a signed decimal and one
 * of a binary suffix, a decimal suffix or a decimal exponent.
 */
public final class Quantity {
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?[0-9]+)?");
    private static final Map<String, BigDecimal> FACTORS =
            Map.ofEntries(
                    Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
                    Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
                    Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
                    Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
                    Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
                    Map.entry("Ei", BigDecimal.valueOf(1L << 60)),
                    Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
                    Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
                    Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
                    Map.entry("k", BigDecimal.ONE.movePointRight(3)),
                    Map.entry("M", BigDecimal.ONE.movePointRight(6)),
                    Map.entry("G", BigDecimal.ONE.movePointRight(9)),
                    Map.entry("T", BigDecimal.ONE.movePointRight(12)),
                    Map.entry("P", BigDecimal.ONE.movePointRight(15)),
                    Map.entry("E", BigDecimal.ONE.movePointRight(18)));

    /** So many digits Kubernetes keeps beside their power of ten, and does not cap. */
    private static final int SHORT = 18;

    private static final int LONGEST = 256;
    private static final int LARGEST_EXPONENT = 300;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(9);

    private Quantity() {}

    /**
     * The exact value of a quantity, as Kubernetes keeps it: what is finer than a billionth is
     * rounded away from zero, and what no 64 bits hold is capped.
     *
     * @throws InvalidValueException where the text is no quantity
     */
    public static BigDecimal parse(String text) {
        return kept(exact(text), text.endsWith("i") || isLong(text));
    }

    private static BigDecimal exact(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw invalid(text);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2);
        if (suffix == null) {
            return number;
        }
        BigDecimal factor = FACTORS.get(suffix);
        return factor == null ? scaled(number, suffix.substring(1), text) : number.multiply(factor);
    }

    private static boolean isLong(String text) {
        return text.chars()
                        .takeWhile(c -> c >= '0' && c <= '9' || "+-.".indexOf(c) >= 0)
                        .filter(c -> c >= '0' && c <= '9')
                        .count()
                > SHORT;
    }

    private static BigDecimal kept(BigDecimal value, boolean capped) {
        BigDecimal kept = value.scale() > 9 ? value.setScale(9, RoundingMode.UP) : value;
        if (capped && kept.abs().compareTo(MOST) > 0) {
            return kept.signum() < 0 ? MOST.negate() : MOST;
        }
        return kept;
    }

    /** An exponent out of all bounds only costs memory: the value is capped as Kubernetes does. */
    private static BigDecimal scaled(BigDecimal number, String digits, String text) {
        long exponent;
        try {
            exponent = Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
        if (number.signum() == 0 || Math.abs(exponent) <= LARGEST_EXPONENT) {
            return number.signum() == 0 ? number : number.scaleByPowerOfTen((int) exponent);
        }
        BigDecimal bound = exponent > 0 ? MOST : LEAST;
        return number.signum() < 0 ? bound.negate() : bound;
    }

    /** A whole, not negative number of the given unit, or the reason why not. */
    static long whole(String text, BigDecimal unitsPerOne, String allowed, String remedy) {
        // The model is exact: what Kubernetes would cap or round is refused.
        BigDecimal value = exact(text).multiply(unitsPerOne).stripTrailingZeros();
        if (value.signum() < 0 || value.scale() > 0) {
            throw new InvalidValueException("", "'" + text + "'", allowed, remedy);
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidValueException("", "'" + text + "'", allowed + ", below 2^63", remedy);
        }
    }

    private static InvalidValueException invalid(String text) {
        return new InvalidValueException(
                "",
                "'" + text + "'",
                "a Kubernetes quantity such as 500m, 2, 1.5 or 4Gi",
                "correct the number or its unit");
    }
}
