package dev.larry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

/**
 * The grammar of quantities, written from its description: suffixes, exponents, signs, points
 * without digits on one side, rounding and capping.
 */
final class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "00, 0",
        "0Ki, 0",
        "0n, 0",
        "7, 7",
        "007, 7",
        "+7, 7",
        "-7, -7",
        "7., 7",
        ".7, 0.7",
        "-.7, -0.7",
        "3n, 0.000000003",
        "3u, 0.000003",
        "3m, 0.003",
        "3k, 3000",
        "3M, 3000000",
        "3G, 3000000000",
        "3T, 3000000000000",
        "3P, 3000000000000000",
        "3E, 3000000000000000000",
        "3Ki, 3072",
        "3Mi, 3145728",
        "3Gi, 3221225472",
        "3Ti, 3298534883328",
        "3Pi, 3377699720527872",
        "3Ei, 3458764513820540928",
        "3e2, 300",
        "3E2, 300",
        "3e+2, 300",
        "3e-2, 0.03",
        "3.25e1, 32.5",
        "1.5Gi, 1610612736",
        ".5Ki, 512",
        "2.k, 2000",
        "0.1Ki, 102.4",
        "2.1Gi, 2254857830.4",
        "0.25, 0.25",
        "+.5, 0.5",
    })
    void isRead(String text, BigDecimal value) {
        assertThat(Quantity.parse(text)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2n, 0.000000001",
        "-0.2n, -0.000000001",
        "7.01n, 0.000000008",
        "1e-12, 0.000000001",
        "0.0000000123, 0.000000013",
        "0.000000000003Ki, 0.000000004",
    })
    void whatIsFinerThanABillionthIsRoundedAway(String text, BigDecimal value) {
        assertThat(Quantity.parse(text)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "8Ei, 9223372036854775807", "-8Ei, -9223372036854775807",
        "9000000000000000000Ki, 9223372036854775807", "9223372036854775809, 9223372036854775807",
        "15E, 15000000000000000000", "1e400, 9223372036854775807",
    })
    void whatNoSixtyFourBitsHoldIsCapped(String text, BigDecimal value) {
        assertThat(Quantity.parse(text)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "one", "1 ", " 1", "1 Gi", "1gi", "1GI", "1GiB", "1Gb", "1K", "1ki", "1mi",
                "1i", "1.2.3", "1..2", "--1", "+-1", "1-", "1e", "1e+", "1e1.5", "1e1k", "0x10",
                "1,5", "1_000", "½", "١", "NaN", "inf", "1\n", "1m1", "e3",
            })
    void isRefused(String text) {
        assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
