package dev.larry.load;

import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file's bytes as text, refusing what cannot be an environment file. */
final class YamlText {
    /** Largest file in bytes; prod has some 30 KB, a thousand Larrys some 5 MB. */
    static final long LIMIT = 16L << 20;

    private YamlText() {}

    /** The text; nothing where a finding says why. */
    static Optional<String> read(Path path, String name, Consumer<Finding> findings) {
        byte[] bytes;
        try {
            if (Files.isDirectory(path)) {
                findings.accept(unreadable(name, "is a directory", "name a file"));
                return Optional.empty();
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                findings.accept(unreadable(name, "is no regular file", "name a file"));
                return Optional.empty();
            }
            long size = Files.size(path);
            if (size > LIMIT) {
                findings.accept(
                        Finding.error(
                                "input/size-limit",
                                Source.ofFile(name),
                                size + " bytes",
                                LIMIT + " bytes at most",
                                "split the fleet or remove what is no environment"));
                return Optional.empty();
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            findings.accept(
                    unreadable(
                            name,
                            "does not exist",
                            "correct the name or create it with: larry init"));
            return Optional.empty();
        } catch (IOException e) {
            String reason =
                    e instanceof AccessDeniedException
                            ? "permission denied"
                            : String.valueOf(e.getMessage());
            findings.accept(unreadable(name, "cannot be read: " + reason, "make it readable"));
            return Optional.empty();
        }
        return decode(bytes, name, findings);
    }

    static Optional<String> decode(byte[] bytes, String name, Consumer<Finding> findings) {
        if (bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            findings.accept(
                    Finding.error(
                            "input/byte-order-mark",
                            new Source(name, 1, 1, ""),
                            "a byte order mark",
                            "UTF-8 without one",
                            "save the file as UTF-8 without BOM"));
            return Optional.empty();
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (CharacterCodingException e) {
            findings.accept(binary(name, "bytes that are not UTF-8"));
            return Optional.empty();
        }
        if (text.indexOf('\0') >= 0) {
            findings.accept(binary(name, "NUL bytes"));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static Finding unreadable(String name, String found, String remedy) {
        return Finding.error("input/unreadable", Source.ofFile(name), found, "", remedy);
    }

    private static Finding binary(String name, String found) {
        return Finding.error(
                "input/encoding",
                Source.ofFile(name),
                found,
                "text in UTF-8",
                "this is no YAML file; name another");
    }
}
