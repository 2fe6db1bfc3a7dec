package dev.larry.testing;

import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.Port;
import dev.larry.model.Resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Values that several parts of a random fleet have. */
final class RandomValues {
    private final Random random;
    private final NastyTexts texts;

    RandomValues(Random random) {
        this.random = random;
        this.texts = new NastyTexts(random);
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** None, one or several of a list, each once. */
    List<String> some(List<String> all) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> List.of(all.get(random.nextInt(all.size())));
            default -> all.stream().filter(each -> random.nextBoolean()).toList();
        };
    }

    Port port() {
        return new Port(1 + random.nextInt(65535));
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            labels.put(texts.labelKey(), texts.labelValue());
        }
        return labels;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            lines.add(texts.line());
        }
        return lines;
    }

    String image(String name) {
        return name
                + oneOf(
                        ":1.0.0",
                        ":0.1.0-rc.1_x",
                        ":1.0.0@sha256:" + "0123456789abcdef".repeat(4),
                        "@sha256:" + "a".repeat(64));
    }

    Resources resources() {
        Amount requests =
                new Amount(
                        new MilliCpu(1 + random.nextInt(2_000)),
                        new Bytes(
                                oneOf(
                                        (1L + random.nextInt(999)) << 20,
                                        1_000_000L * (1 + random.nextInt(999)),
                                        33_554_433L)));
        return new Resources(
                requests,
                new Amount(
                        new MilliCpu(requests.cpu().value() + random.nextInt(1_000)),
                        requests.memory().plus(new Bytes((long) random.nextInt(1_000) << 20))));
    }
}
