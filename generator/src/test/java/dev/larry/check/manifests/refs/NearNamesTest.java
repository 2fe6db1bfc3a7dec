package dev.larry.check.manifests.refs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Comparator;
import java.util.List;

/** Looking only at names that share a piece finds the one that looking at all of them finds. */
class NearNamesTest {
    @Provide
    Arbitrary<String> name() {
        return Arbitraries.strings().withChars("abc-1").ofMinLength(0).ofMaxLength(12);
    }

    @Property
    void it_finds_what_comparing_with_each_finds(
            @ForAll("names") List<String> names, @ForAll("name") String name) {
        assertThat(new NearNames(names).of(name))
                .isEqualTo(
                        names.stream()
                                .filter(each -> Absence.isNear(each, name))
                                .min(Comparator.naturalOrder()));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list().ofMaxSize(40);
    }

    @Example
    void two_slips_are_one_name_and_other_numbers_another() {
        NearNames names = new NearNames(List.of("larry-0001", "monitoring", "shop"));
        assertThat(names.of("montoring")).contains("monitoring");
        assertThat(names.of("mnoitoring")).contains("monitoring");
        assertThat(names.of("lary-0001")).contains("larry-0001");
        assertThat(names.of("larry-0002")).isEmpty();
        assertThat(names.of("storage")).isEmpty();
    }
}
