package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kubernetes quantities, read without the code that renders them. Source: Kubernetes API reference,
 * "Quantity".
 */
final class Amounts {
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]*)(m|k|[MGTPE]i?|Ki)?");
    private static final List<String> DECIMAL = List.of("m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    private Amounts() {}

    static BigDecimal of(JsonNode container, String which, String resource) {
        JsonNode amount = container.path("resources").path(which).path(resource);
        return amount.isMissingNode() ? BigDecimal.ZERO : of(amount.asText());
    }

    /** The value of a canonical quantity. */
    static BigDecimal of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no canonical quantity: " + text);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        int binary = BINARY.indexOf(suffix);
        return binary >= 0
                ? number.multiply(new BigDecimal(KIBI.pow(binary)))
                : number.scaleByPowerOfTen(3 * (DECIMAL.indexOf(suffix) - 1));
    }

    /**
     * Whether the API server would give it back as it is: whole number, and the largest suffix that
     * keeps it whole.
     */
    static boolean canonical(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        BigInteger number = new BigInteger(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (number.signum() == 0) {
            return suffix.isEmpty();
        }
        return suffix.endsWith("i")
                ? suffix.equals("Ei") || number.mod(KIBI).signum() != 0
                : suffix.equals("E") || number.mod(THOUSAND).signum() != 0;
    }
}
