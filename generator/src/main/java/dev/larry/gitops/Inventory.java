package dev.larry.gitops;

import dev.larry.contract.Sha256;
import dev.larry.render.json.JsonText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The list of what larry wrote for one Application, and therefore may replace and remove. One entry
 * a line and nothing around them (JSON Lines), so that Git merges two branches' entries by itself.
 * The inventories lie beside the Applications' directories under a suffix that Argo CD's directory
 * source does not read (it takes .yaml, .yml, .json and .jsonnet).
 */
final class Inventory {
    static final String DIRECTORY = "_inventory";
    private static final String SUFFIX = ".jsonl";


    /** An entry as it is written where nothing in it is escaped. */
    private static final Pattern PLAIN =
            Pattern.compile(
                    "\\{\"path\":\"([^\"\\\\\\p{Cntrl}]+)\",\"identity\":\"[^\"\\\\\\p{Cntrl}]*\","
                            + "\"sha256\":\"([0-9a-f]+)\",\"origin\":\"[^\"\\\\\\p{Cntrl}]*\"\\}");

    /** One file. */
    record Entry(String path, String identity, String sha256, String origin) {
        Entry {
            if (path.isEmpty() || sha256.isEmpty()) {
                throw new IllegalArgumentException("an entry needs a path and a hash");
            }
        }
    }

    private Inventory() {}

    static boolean isAt(String path) {
        return path.startsWith(DIRECTORY + "/") && path.endsWith(SUFFIX);
    }

    /** The inventories of these files, by path below the tree. */
    static Map<String, byte[]> of(Collection<RenderedFile> files) {
        Map<String, Map<String, RenderedFile>> byApp = new TreeMap<>();
        for (RenderedFile file : files) {
            byApp.computeIfAbsent(file.app(), app -> new TreeMap<>()).put(file.path(), file);
        }
        Map<String, byte[]> inventories = new TreeMap<>();
        byApp.forEach((app, listed) -> inventories.put(path(app), bytes(listed.values())));
        return inventories;
    }

    private static String path(String app) {
        return DIRECTORY + "/" + app + SUFFIX;
    }

    private static byte[] bytes(Collection<RenderedFile> files) {
        return files.parallelStream()
                .map(Inventory::line)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(RenderedFile file) {
        StringBuilder line = new StringBuilder(256);
        member("{", "path", file.path(), line);
        member(",", "identity", file.identity(), line);
        member(",", "sha256", Sha256.of(file.bytes()), line);
        member(",", "origin", file.origin(), line);
        return line.append("}\n").toString();
    }

    private static void member(String before, String name, String value, StringBuilder line) {
        line.append(before).append('"').append(name).append("\":");
        JsonText.quote(value, line);
    }

    /**
     * Hands over path and hash of each entry that can be read. In an inventory with merge conflicts
     * these are both sides' entries: what either branch wrote is larry's.
     *
     * @return the numbers of the lines that are no entry
     */
    static List<Integer> read(byte[] inventory, BiConsumer<String, String> entries) {
        List<Integer> unreadable = new ArrayList<>();
        int number = 0;
        for (String line : new String(inventory, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Matcher plain = PLAIN.matcher(line);
            if (plain.matches()) {
                entries.accept(plain.group(1), plain.group(2));
                continue;
            }
            try {
                Entry entry = Jackson.READER.readValue(line);
                entries.accept(entry.path(), entry.sha256());
            } catch (JsonProcessingException e) {
                unreadable.add(number);
            }
        }
        return unreadable;
    }

    /** For lines that somebody else wrote, or that have escapes in them. */
    private static final class Jackson {
        private static final ObjectReader READER = new JsonMapper().readerFor(Entry.class);
    }
}
