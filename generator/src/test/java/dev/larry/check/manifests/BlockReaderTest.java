package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.fuzz.AnyText;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What the quick reader reads is what the whole one reads, each value at the same place. */
final class BlockReaderTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    /** What means much in YAML, and is put where it was not meant. */
    private static final List<String> PIECES =
            List.of(
                    "\n",
                    " ",
                    "  ",
                    ":",
                    ": ",
                    "-",
                    "- ",
                    "#",
                    " #",
                    "\"",
                    "'",
                    "|",
                    "|-",
                    "|+",
                    ">",
                    "{}",
                    "[]",
                    "{",
                    "]",
                    "\t",
                    "\r\n",
                    "---\n",
                    "--- a\n",
                    "...\n",
                    "&a ",
                    "*a",
                    "!!str ",
                    "? ",
                    "<<: ",
                    "\\n",
                    "\\",
                    "~",
                    "null",
                    "@",
                    "%",
                    "`",
                    ",",
                    "\u00e4",
                    "\u2028",
                    "\u00a0",
                    "\ufeff",
                    "\0",
                    "\n\n",
                    "\n  \n",
                    "a: b\n",
                    "- a\n",
                    "  - a: b\n",
                    "key:\n",
                    "|\n   x\n\n  \n",
                    "''",
                    "\"\\\"\"",
                    "\ud83d\ude00");

    private static final List<String> TEXTS =
            Stream.of("gitops/prod", "generator/src/test/resources/cases")
                    .flatMap(each -> files(ROOT.resolve(each)))
                    .map(BlockReaderTest::text)
                    .flatMap(Optional::stream)
                    .filter(each -> each.length() < 20_000)
                    .toList();

    private static final AnyText ANY =
            new AnyText(
                    files(ROOT.resolve("gitops/dev"))
                            .map(BlockReaderTest::text)
                            .flatMap(Optional::stream)
                            .toList());

    @Example
    void every_file_of_our_own_trees_is_read_quickly() {
        assertThat(files(ROOT.resolve("gitops")))
                .hasSizeGreaterThan(400)
                .allSatisfy(file ->
                        assertThat(BlockReader.read(Files.readAllBytes(file), new Words()))
                                .as("%s", file)
                                .isPresent());
    }

    @Example
    void other_peoples_files_are_read_alike_and_most_of_them_quickly() {
        assertThat(TEXTS).hasSizeGreaterThan(400);
        long quick = TEXTS.stream().filter(BlockReaderTest::isReadAlike).count();
        assertThat(quick).isGreaterThan(TEXTS.size() / 2);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 5_000)
    void a_text_with_anything_put_into_it_is_read_alike(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + (random.nextBoolean() ? 0 : random.nextInt(6)));
            text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        isReadAlike(text.toString());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void any_bytes_are_read_alike(@ForAll("seeds") long seed) {
        byte[] bytes = ANY.of(seed);
        decoded(bytes)
                .ifPresentOrElse(
                        BlockReaderTest::isReadAlike,
                        () -> assertThat(BlockReader.read(bytes, new Words())).isEmpty());
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }

    /** Whether it was read quickly; that what was read is the same is asserted. */
    private static boolean isReadAlike(String any) {
        // A file holds no half of a character, which a cut through a pair of surrogates leaves.
        byte[] bytes = any.getBytes(StandardCharsets.UTF_8);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<List<Value>> quick = BlockReader.read(bytes, new Words());
        if (quick.isPresent()) {
            DocumentReader.Documents whole = DocumentReader.read(text);
            assertThat(whole.problem()).as(text).isEmpty();
            assertThat(quick.get()).as(text).isEqualTo(whole.values());
        }
        return quick.isPresent();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some cases are no text. */
    private static Optional<String> text(Path file) {
        try {
            return decoded(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
