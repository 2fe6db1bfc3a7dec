package dev.larry.agent.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script from a resource beside the class that uses it; its file is named {@code
 * <name>-<number of keys>.lua} and its header says what the keys, arguments and results are.
 *
 * @param sha SHA-1 of the text, the name that EVALSHA knows it by
 */
public record Script(String name, int keys, String text, String sha) {
    /** The script of this name and number of keys, in the package of its user. */
    public static Script load(Class<?> user, String name, int keys) {
        String file = name + "-" + keys + ".lua";
        try (InputStream in = user.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no script " + file + " beside " + user.getName());
            }
            byte[] text = in.readAllBytes();
            String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
            return new Script(name, keys, new String(text, StandardCharsets.UTF_8), sha);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
