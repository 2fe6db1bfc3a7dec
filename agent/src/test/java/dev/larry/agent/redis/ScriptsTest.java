package dev.larry.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class ScriptsTest {
    private static final Pattern KEY = Pattern.compile("KEYS\\[([0-9]+)]");

    @Test
    void every_script_says_its_keys_arguments_and_results_and_has_as_many_keys_as_its_name_says()
            throws IOException {
        List<Path> scripts = Commands.scripts();

        assertThat(scripts).hasSizeGreaterThanOrEqualTo(18);
        for (Path script : scripts) {
            String text = Files.readString(script);
            String header =
                    text.lines()
                            .takeWhile(line -> line.startsWith("--"))
                            .collect(Collectors.joining("\n"));
            String name = script.getFileName().toString();
            Matcher keys = KEY.matcher(header);
            int highest = 0;
            while (keys.find()) {
                highest = Math.max(highest, Integer.parseInt(keys.group(1)));
            }
            assertThat(name).endsWith("-" + highest + ".lua");
            assertThat(header).as(name).contains("ARGV[1]").containsPattern("Results?: ");
        }
    }
}
