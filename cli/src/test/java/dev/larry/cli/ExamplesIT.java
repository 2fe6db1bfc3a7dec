package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.Rules;
import dev.larry.check.rule.Rule;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Examples that are commands: typed as they are explained, the last one says the rule or is clean.
 */
final class ExamplesIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Pattern FOUND =
            Pattern.compile("(?m)^\\S.*?  (?:error|warning)  (\\S+)  ");

    @TempDir private Path root;

    static Stream<String> rules() {
        return Rules.ALL.stream()
                .filter(rule -> rule.commands() && !rule.group().equals("render"))
                .map(Rule::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleBreaksTheRuleAndNoOther(String id) throws Exception {
        CommandRun run = type(Rules.of(id).orElseThrow().bad());
        assertThat(found(run)).as(run.text()).isNotEmpty().allMatch(id::equals);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theGoodExampleBreaksNone(String id) throws Exception {
        CommandRun run = type(Rules.of(id).orElseThrow().good());
        assertThat(found(run)).as(run.text()).filteredOn(rule -> rule.equals(id)).isEmpty();
    }

    private static List<String> found(CommandRun run) {
        return FOUND.matcher(run.out()).results().map(match -> match.group(1)).toList();
    }

    private CommandRun type(String commands) throws IOException, InterruptedException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Files.copy(
                ROOT.resolve("generator/src/test/resources/cases/rules/good.yaml"),
                environments.resolve("good.yaml"));
        Files.writeString(environments.resolve("case.yaml"), "extends: good.yaml\n");
        CommandRun last = new CommandRun(0, "", "");
        for (String command : commands.lines().toList()) {
            Matcher larry = Pattern.compile("larry (.*)").matcher(command);
            if (larry.matches()) {
                last = CommandRun.of(root, (larry.group(1) + " --root ROOT").split(" "));
            } else {
                Process shell =
                        new ProcessBuilder("sh", "-ec", command)
                                .directory(root.toFile())
                                .inheritIO()
                                .start();
                assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(shell.exitValue()).as(command).isZero();
            }
        }
        return last;
    }
}
