package dev.larry.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.larry.agent.redis.Commands;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What documents list is what the code has. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("larry.root"));
    private static final Path PROTOCOL = ROOT.resolve("docs/protocol.md");
    private static final Path OPERATIONS = ROOT.resolve("docs/operations.md");
    private static final Pattern KEY =
            Pattern.compile(
                    "/\\*\\* ([A-Z][a-z ]+): (.*?) \\*/\\s+public String \\w+\\([^)]*\\)"
                            + " \\{\\s+return key\\((.*?)\\);",
                    Pattern.DOTALL);

    @Test
    void the_protocol_is_current() throws IOException {
        isCurrent(PROTOCOL, sections());
    }

    @Test
    void the_runbook_has_every_exit_code() throws IOException {
        isCurrent(OPERATIONS, Map.of("exits", exits()));
    }

    private static void isCurrent(Path document, Map<String, String> sections) throws IOException {
        String now = Files.readString(document);
        String then = now;
        for (Map.Entry<String, String> section : sections.entrySet()) {
            String head = "<!-- generated: " + section.getKey() + " -->\n";
            int from = then.indexOf(head);
            assertThat(from).as("the document has %s", head).isPositive();
            int to = then.indexOf("<!-- end -->", from);
            then = then.substring(0, from) + head + section.getValue() + then.substring(to);
        }
        if (System.getProperty("recreate") != null) {
            Files.writeString(document, then);
            return;
        }
        assertThat(now)
                .as(
                        "put it right with: mvn -B test -pl agent -am -Dtest=DocumentsTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate")
                .isEqualTo(then);
    }

    @Test
    void every_query_is_one_that_a_server_understands() throws IOException {
        List<String> queries =
                Files.readString(PROTOCOL)
                        .lines()
                        .filter(line -> line.startsWith("redis-cli "))
                        .toList();
        assertThat(queries).hasSizeGreaterThan(5);
        try (RedisProcess server = RedisProcess.start();
                Jedis client = server.client()) {
            for (String query : queries) {
                String[] words = query.split(" ", -1);
                assertThatCode(() ->
                                client.sendCommand(
                                        Command.valueOf(words[1]),
                                        Arrays.copyOfRange(words, 2, words.length)))
                        .as(query)
                        .doesNotThrowAnyException();
                assertThat(words[2]).startsWith("{larry:RUN}:");
            }
        }
    }

    private static SequencedMap<String, String> sections() throws IOException {
        SequencedMap<String, String> sections = new LinkedHashMap<>();
        sections.put("keys", keys());
        sections.put("scripts", scripts());
        sections.put(
                "events",
                table(
                        "event | what happened | alert",
                        Arrays.stream(EventKind.values())
                                .map(kind ->
                                        "`%s` | %s | %s"
                                                .formatted(
                                                        kind.wire(),
                                                        kind.meaning(),
                                                        kind.alert() ? "yes" : ""))
                                .toList()));
        sections.put(
                "metrics",
                table(
                        "metric | labels | what it is",
                        Arrays.stream(Metric.values())
                                .map(metric ->
                                        "`%s` | %s | %s"
                                                .formatted(
                                                        metric.query(),
                                                        String.join(", ", metric.labels()),
                                                        metric.help()))
                                .toList()));
        sections.put("user", "```\nACL SETUSER larry on >PASSWORD " + Commands.rule() + "\n```\n");
        return sections;
    }

    private static String exits() {
        return table(
                "code | name | what it means | the Job tries again | what to do",
                Arrays.stream(ExitCode.values())
                        .map(exit ->
                                "%d | `%s` | %s | %s | %s"
                                        .formatted(
                                                exit.code(),
                                                exit.name().toLowerCase(Locale.ROOT),
                                                exit.meaning(),
                                                exit.retry() ? "yes" : "no",
                                                exit.remedy()))
                        .toList());
    }

    private static String keys() throws IOException {
        Matcher key =
                KEY.matcher(
                        Files.readString(
                                ROOT.resolve(
                                        "model/src/main/java/dev/larry/contract/RedisKeys.java")));
        List<String> rows =
                key.results()
                        .map(found ->
                                "`%s` | %s | %s"
                                        .formatted(
                                                pattern(found.group(3)),
                                                found.group(1).toLowerCase(Locale.ROOT),
                                                found.group(2)))
                        .toList();
        assertThat(rows).hasSizeGreaterThan(9);
        return table("key | type | what it holds", rows);
    }

    /** {@code "task:" + id + ":lease"} is {@code task:<id>:lease}. */
    private static String pattern(String expression) {
        return Arrays.stream(expression.split(" \\+ ", -1))
                .map(part ->
                        part.startsWith("\"")
                                ? part.substring(1, part.length() - 1)
                                : "<" + part + ">")
                .collect(Collectors.joining());
    }

    private static String scripts() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path script : Commands.scripts()) {
            String header =
                    Files.readString(script)
                            .lines()
                            .takeWhile(line -> line.startsWith("--"))
                            .map(line -> line.substring(2).strip())
                            .collect(Collectors.joining("\n"));
            text.append("**")
                    .append(script.getName(script.getNameCount() - 2))
                    .append('/')
                    .append(script.getFileName())
                    .append("**\n\n```text\n")
                    .append(header)
                    .append("\n```\n\n");
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static String table(String head, List<String> rows) {
        return "| "
                + head
                + " |\n|"
                + "---|".repeat(head.split("\\|", -1).length)
                + "\n"
                + rows.stream().map(row -> "| " + row + " |\n").collect(Collectors.joining());
    }
}
