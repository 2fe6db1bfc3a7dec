package dev.larry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sums of CPU, memory and tokens; the figures of the first real environment among them. */
final class TotalsTest {
    private static final Budget BUDGET =
            new Budget(Tokens.parse("478k"), Tokens.parse("50k"), Tokens.parse("25k"));

    @Test
    void threeLarrysWithSixteenWorkersAddUp() {
        Totals totals = Totals.of(Samples.fleet(BUDGET, threeLarrys()));
        assertThat(totals.fleet()).isEqualTo(Samples.resources("24", "48Gi", "48", "96Gi"));
        assertThat(totals.shared()).isEqualTo(Samples.resources("2", "4Gi", "4", "8Gi"));
        assertThat(totals.all()).isEqualTo(Samples.resources("26", "52Gi", "52", "104Gi"));
        assertThat(totals.larrys()).extracting(Totals.OfLarry::pods).containsExactly(5, 5, 9);
        assertThat(totals.volumes()).hasToString("31Gi");
    }

    @Test
    void theirTokensAddUpAtEveryLevel() {
        TokenTotals tokens = TokenTotals.of(Samples.fleet(BUDGET, threeLarrys()));
        assertThat(tokens.larrys())
                .extracting(larry -> larry.sum().toString())
                .containsExactly("111,000", "81,000", "211,000");
        assertThat(tokens.larrys()).allMatch(TokenTotals.OfLarry::agrees);
        assertThat(tokens.larrySum()).hasToString("403,000");
        assertThat(tokens.sum()).hasToString("478,000");
        assertThat(tokens.agrees()).isTrue();
    }

    @Test
    void aNodeBearsThePodsThatCanRunNowhereElse() {
        Totals totals = Totals.of(Samples.fleet(Samples.larry("a", Samples.worker("one", 1, 2))));
        NodeLoad first = totals.nodes().getFirst();
        assertThat(first.pods()).extracting(PlannedPod::name).containsExactly("coordinator", "one");
        assertThat(first.sum().requests())
                .isEqualTo(Samples.resources("2", "4Gi", "2", "4Gi").requests());
        assertThat(first.cpuPercent()).isEqualTo(29);
        assertThat(first.memoryPercent()).isEqualTo(20);
        assertThat(first.fits()).isTrue();
        assertThat(totals.nodes().get(1).pods())
                .extracting(PlannedPod::name)
                .containsExactly("observer");
        assertThat(totals.floating())
                .extracting(PlannedPod::name)
                .containsExactly("meta-coordinator");
    }

    @Test
    void aSumPastTheLargestNumberIsAnErrorNotASmallNumber() {
        List<Larry> larrys =
                List.of(
                        Samples.larry(
                                "a",
                                "1k",
                                Resources.ZERO,
                                List.of(Samples.master("m", "9223372036854775807", "1")),
                                List.of()));
        Fleet fleet = Samples.fleet(BUDGET, larrys);
        assertThatThrownBy(() -> Totals.of(fleet)).isInstanceOf(ArithmeticException.class);
    }

    @Property
    void tokensAreExactOrRefused(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 0) Long> tokens) {
        List<Worker> workers = new ArrayList<>();
        BigInteger exact = BigInteger.valueOf(75_000);
        for (long each : tokens) {
            exact = exact.add(BigInteger.valueOf(each));
            String name = "t" + workers.size();
            workers.add(
                    Samples.worker(
                            name,
                            name,
                            Long.toString(each),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(1)));
        }
        Fleet fleet =
                Samples.fleet(
                        BUDGET,
                        List.of(Samples.larry("a", "1k", Resources.ZERO, List.of(), workers)));
        if (exact.bitLength() < Long.SIZE) {
            assertThat(TokenTotals.of(fleet).sum().value()).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(() -> TokenTotals.of(fleet)).isInstanceOf(ArithmeticException.class);
        }
    }

    private static List<Larry> threeLarrys() {
        Resources two = Samples.resources("2", "4Gi", "4", "8Gi");
        Resources four = Samples.resources("4", "8Gi", "8", "16Gi");
        return List.of(
                Samples.larry(
                        "larry-01",
                        "111k",
                        two,
                        List.of(
                                Samples.master("cicd", "30k", "15k"),
                                Samples.master("monitoring", "20k", "10k")),
                        workers("a", "8k", "10k", "8k", "10k")),
                Samples.larry(
                        "larry-02",
                        "81k",
                        two,
                        List.of(Samples.master("security", "30k", "15k")),
                        workers("b", "8k", "8k", "10k", "10k")),
                Samples.larry(
                        "larry-03",
                        "211k",
                        four,
                        List.of(
                                Samples.master("development", "30k", "20k"),
                                Samples.master("inventory", "35k", "15k"),
                                Samples.master("testing", "25k", "10k")),
                        workers("c", "8k", "8k", "10k", "10k", "10k", "10k", "12k", "8k")));
    }

    private static List<Worker> workers(String prefix, String... tokens) {
        List<Worker> workers = new ArrayList<>();
        for (String each : tokens) {
            String name = prefix + workers.size();
            workers.add(
                    Samples.worker(
                            name, name, each, Duration.ofMinutes(10), Duration.ofMinutes(15)));
        }
        return workers;
    }
}
