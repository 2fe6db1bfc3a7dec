package dev.larry.check;

import dev.larry.check.KubeconformReport.Result;
import dev.larry.check.manifests.ManifestSet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One run of kubeconform over one file of all texts, so it matters not where they are from.
 *
 * <p>What it lists is mostly one for one what was read, which tells of which file each result is.
 * Where it is not, the texts are given to it again with an object of our own before each of them.
 */
public final class KubeconformRun implements AutoCloseable {
    /** Kubeconform drops what stands on the line of a document's start. */
    private static final Pattern BESIDE_START = Pattern.compile("(?m)^---[ \\t]+(?=[^\\s#])");

    private static final byte[] SEPARATOR = "---\n".getBytes(StandardCharsets.UTF_8);

    private final Path scratch;
    private final Path input;
    private final KubeconformProcess process;
    private OutputStream writer;

    /** What it was started on before the tree was read; nothing where it waits for the tree. */
    private List<byte[]> ahead = List.of();

    /** What the tree has, where it was started ahead. */
    private final List<byte[]> read = new ArrayList<>();

    /** The bytes of each text in the input. */
    private final List<Integer> sizes = new ArrayList<>();

    KubeconformRun(PinnedKubeconform pinned, Duration limit) throws IOException {
        scratch = Files.createTempDirectory("larry-kubeconform");
        input = scratch.resolve("input.yaml");
        process = new KubeconformProcess(pinned, limit, scratch);
        writer = open();
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(input), 1 << 16);
    }

    /** Starts the program on the texts that the tree is to have. */
    void startAhead(Collection<byte[]> texts) throws IOException {
        texts.forEach(this::write);
        writer.close();
        process.start(input);
        ahead = List.copyOf(texts);
    }

    /** Adds a file's text in UTF-8; the order is that of {@link ManifestSet#files}. */
    public void add(String file, byte[] text) {
        if (ahead.isEmpty()) {
            write(text);
        } else {
            read.add(text);
        }
    }

    private void write(byte[] text) {
        byte[] given = text;
        if (startsBeside(text)) {
            String content = new String(text, StandardCharsets.UTF_8);
            given =
                    BESIDE_START
                            .matcher(content)
                            .replaceAll("---\n")
                            .getBytes(StandardCharsets.UTF_8);
        }
        try {
            writer.write(SEPARATOR);
            writer.write(given);
            writer.write('\n');
            sizes.add(SEPARATOR.length + given.length + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the pattern is worth trying: of three dashes in a row one is at every third byte. */
    private static boolean startsBeside(byte[] text) {
        for (int i = 2; i < text.length; i += 3) {
            if (text[i] == '-' && isBeside(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the dashes that one is the last, last but one or last but two of end in a blank. */
    private static boolean isBeside(byte[] text, int dash) {
        int end = dash + 1;
        while (end < text.length && end < dash + 3 && text[end] == '-') {
            end++;
        }
        return end < text.length
                && (text[end] == ' ' || text[end] == '\t')
                && text[end - 2] == '-'
                && text[end - 3] == '-';
    }

    /** Starts the program on what was added, unless that is what it was started on. */
    public void start() throws IOException {
        if (!ahead.isEmpty()) {
            if (isAsExpected()) {
                return;
            }
            process.close();
            sizes.clear();
            writer = open();
            read.forEach(this::write);
        }
        writer.close();
        process.start(input);
    }

    private boolean isAsExpected() {
        if (read.size() != ahead.size()) {
            return false;
        }
        for (int i = 0; i < read.size(); i++) {
            if (!Arrays.equals(read.get(i), ahead.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What it said of the tree whose texts it was given.
     *
     * @throws ToolFailed when the program did not end well or in time
     */
    public SchemaVerdict verdict(ManifestSet tree) throws IOException {
        if (tree.files().size() != sizes.size()) {
            throw new IllegalArgumentException(
                    "given " + sizes.size() + " files, asked for " + tree.files().size());
        }
        Optional<List<List<Result>>> files = process.report().each(tree.files());
        return SchemaFindings.of(tree, files.isPresent() ? files.get() : marked());
    }

    /** The results of each file of a run in which a mark stands before each. */
    private List<List<Result>> marked() throws IOException {
        String mark = "larry-" + UUID.randomUUID();
        byte[] object =
                ("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + mark + "}\n")
                        .getBytes(StandardCharsets.UTF_8);
        Path again = scratch.resolve("marked.yaml");
        try (var from = Files.newInputStream(input);
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(again))) {
            for (int size : sizes) {
                to.write(object);
                to.write(from.readNBytes(size));
            }
        }
        process.start(again);
        return process.report().after(mark, sizes.size());
    }

    /** Ends the program if it still runs, and removes what it was given and said. */
    @Override
    public void close() throws IOException {
        process.close();
        writer.close();
        Files.deleteIfExists(input);
        Files.deleteIfExists(scratch.resolve("marked.yaml"));
        Files.deleteIfExists(scratch);
    }
}
