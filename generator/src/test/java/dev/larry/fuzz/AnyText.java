package dev.larry.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Inputs from a seed: bytes, soups of YAML, good texts with pieces changed, good trees changed. */
public final class AnyText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> texts;
    private final List<Object> documents = new ArrayList<>();

    /** Starts from good texts. */
    public AnyText(List<String> texts) {
        this.texts = List.copyOf(texts);
        for (String text : texts) {
            new Load(LoadSettings.builder().build())
                    .loadAllFromString(text)
                    .forEach(document -> {
                        if (document != null) {
                            documents.add(document);
                        }
                    });
        }
    }

    public byte[] of(long seed) {
        Random random = new Random(seed);
        return switch (random.nextInt(10)) {
            case 0 -> bytes(random);
            case 1 -> soup(random).getBytes(StandardCharsets.UTF_8);
            case 2, 3, 4 -> changedText(random);
            default -> changedTree(random).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String soup(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(80); i >= 0; i--) {
            text.append(Pieces.any(random));
        }
        return text.toString();
    }

    private byte[] changedText(Random random) {
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = random.nextBoolean() ? at : Math.min(text.length(), at + random.nextInt(40));
            text.replace(at, end, Pieces.any(random));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(20) == 0 ? 3 : 0; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private String changedTree(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Object document = documents.get(random.nextInt(documents.size()));
            text.append("---\n")
                    .append(written(changed(document, random, 4 + random.nextInt(60), 0), random))
                    .append('\n');
        }
        return text.toString();
    }

    private static String written(Object document, Random random) {
        try {
            return random.nextBoolean()
                    ? JSON.writeValueAsString(document)
                    : new Dump(DumpSettings.builder().build()).dumpToString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** About one value in so many replaced, removed, or put beside another. */
    private Object changed(Object value, Random random, int oneIn, int depth) {
        if (random.nextInt(oneIn) == 0) {
            return random.nextInt(3) == 0
                    ? part(documents.get(random.nextInt(documents.size())), random)
                    : Pieces.value(random, depth);
        }
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> {
                    int chance = random.nextInt(oneIn * 4);
                    if (chance != 0 && each != null) {
                        String name = String.valueOf(key);
                        copy.put(
                                chance == 1 ? name + Pieces.any(random) : name,
                                changed(each, random, oneIn, depth + 1));
                    }
                });
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                for (Object each : list) {
                    for (int i = random.nextInt(oneIn) == 0 ? random.nextInt(4) : 1; i > 0; i--) {
                        copy.add(
                                each == null
                                        ? Pieces.value(random, depth)
                                        : changed(each, random, oneIn, depth + 1));
                    }
                }
                yield copy;
            }
            default -> value;
        };
    }

    private static Object part(Object document, Random random) {
        Object part = document;
        for (int i = random.nextInt(6); i > 0; i--) {
            List<?> below =
                    switch (part) {
                        case Map<?, ?> map -> new ArrayList<>(map.values());
                        case List<?> list -> list;
                        default -> List.of();
                    };
            if (below.isEmpty()) {
                return part;
            }
            part = Objects.requireNonNullElse(below.get(random.nextInt(below.size())), "");
        }
        return part;
    }
}
