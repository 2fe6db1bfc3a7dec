package dev.larry.agent.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that the agent's Redis user needs: those of the scripts, and those beside them. */
public final class Commands {
    private static final Pattern CALL = Pattern.compile("redis\\.call\\('([A-Z]+)'");

    /** What Java code calls itself; a test that uses a narrow user holds it complete. */
    private static final List<String> BESIDE =
            List.of(
                    "eval",
                    "evalsha",
                    "exists",
                    "hgetall",
                    "info",
                    "ping",
                    "role",
                    "subscribe",
                    "wait",
                    "xrange",
                    "xrevrange",
                    "zrangebyscore");

    private Commands() {}

    /** Every one, in lower case. */
    public static SortedSet<String> all() {
        SortedSet<String> commands = new TreeSet<>(BESIDE);
        for (Path script : scripts()) {
            try {
                Matcher call = CALL.matcher(Files.readString(script));
                while (call.find()) {
                    commands.add(call.group(1).toLowerCase(Locale.ROOT));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return commands;
    }

    /** As a rule of an ACL. Redis docs, "ACL". */
    public static String rule() {
        return "resetchannels &larry:* ~{larry:* -@all +" + String.join(" +", all());
    }

    /** Every script. */
    public static List<Path> scripts() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            return files.filter(file -> file.toString().endsWith(".lua")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
