package dev.larry.cli.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.render.Alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Every alert of prod, evaluated by promtool over 20 minutes of a run: quiet while all goes well,
 * and firing for its condition, alone. Source: Prometheus documentation, "Unit testing for rules".
 */
final class AlertsIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    /** A run that goes well: a value every 30 seconds, as the agents export them. */
    private static final Map<String, String> GOOD = new LinkedHashMap<>();

    static {
        GOOD.put("larry_run_active", "1x40");
        GOOD.put("larry_run_started_seconds", "0x40");
        GOOD.put("larry_run_window_seconds", "2400x40");
        GOOD.put("larry_redis_up{pod=\"a\"}", "1x40");
        GOOD.put("larry_redis_up{pod=\"b\"}", "1x40");
        GOOD.put("larry_redis_replicas_acknowledging", "2x40");
        GOOD.put("larry_epoch", "1x40");
        for (String larry : List.of("larry-01", "larry-02")) {
            String of = "{larry=\"" + larry + "\"}";
            GOOD.put("larry_tasks" + of, "4x40");
            GOOD.put("larry_phase_progress" + of, "0+0.02x40");
            GOOD.put("larry_tasks_completed_total{larry=\"" + larry + "\",state=\"done\"}", "0x40");
            GOOD.put("larry_tasks_completed_total{larry=\"" + larry + "\",state=\"dead\"}", "0x40");
            GOOD.put("larry_workers_active" + of, "4x40");
            GOOD.put("larry_leases_lost_total" + of, "0x40");
            GOOD.put("larry_stale_commits_refused_total" + of, "0x40");
            GOOD.put("larry_event_gaps_total" + of, "0x40");
            GOOD.put("larry_reserve_granted_tokens_total" + of, "0x40");
            GOOD.put("larry_fallback_active" + of, "0x40");
            for (String holder : List.of("larry", "scan", "audit")) {
                GOOD.put(
                        "larry_tokens_budget{larry=\"" + larry + "\",holder=\"" + holder + "\"}",
                        holder.equals("larry") ? "10000x40" : "5000x40");
            }
            for (String holder : List.of("scan", "audit")) {
                GOOD.put(
                        "larry_tokens_used_total{larry=\""
                                + larry
                                + "\",holder=\""
                                + holder
                                + "\"}",
                        "0+100x40");
            }
        }
    }

    @TempDir private Path directory;

    @Test
    void prometheus_understands_every_rule() throws Exception {
        Path rules = rules();
        Ran ran = promtool("check", "rules", rules.toString());
        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said()).contains("SUCCESS: " + Alert.of(prod()).size() + " rules found");
    }

    @Test
    void nothing_is_raised_in_a_run_that_goes_well() throws Exception {
        firing(Map.of(), "18m", "");
    }

    /**
     * What is otherwise than in a good run, at which minute it is looked at, and what is raised.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "larry_workers_active{larry=\"larry-01\"} | 4x10 0x30 | 18m |"
                        + " LarryPhaseStalled/larry-01/warning",
                "larry_run_window_seconds | 600x40 | 18m | LarryRunOverWindow//critical",
                "larry_leases_lost_total{larry=\"larry-02\"} | 0x20 1x20 | 12m |"
                        + " LarryLeaseLost/larry-02/warning",
                "larry_stale_commits_refused_total{larry=\"larry-02\"} | 0x20 1x20 | 12m |"
                        + " LarryStaleCommitRefused/larry-02/info",
                "larry_event_gaps_total{larry=\"larry-01\"} | 0x20 3x20 | 12m |"
                        + " LarryEventsMissing/larry-01/warning",
                "larry_tokens_used_total{larry=\"larry-01\",holder=\"scan\"} | 0+300x40 | 15m |"
                        + " LarryTokenBudgetNearlySpent/larry-01/warning",
                "larry_reserve_granted_tokens_total{larry=\"larry-01\"} | 0x20 2000x20 | 12m |"
                        + " LarryReserveGranted/larry-01/warning",
                "larry_redis_up{pod=\"b\"} | 1x10 0x30 | 12m | LarryRedisDown//critical",
                "larry_redis_replicas_acknowledging | 2x10 0x30 | 12m |"
                        + " LarryRedisNotDurable//critical",
                "larry_epoch | 1x10 2x30 | 12m | LarryRedisLostWrites//warning",
                "larry_fallback_active{larry=\"larry-02\"} | 0x10 1x30 | 12m |"
                        + " LarryFallback/larry-02/critical",
            })
    void each_is_raised_for_its_condition_and_no_other(
            String series, String values, String at, String raised) throws Exception {
        firing(Map.of(series, values), at, raised);
    }

    @Test
    void a_phase_that_ended_with_dead_tasks_is_not_stalled() throws Exception {
        firing(
                Map.of(
                        "larry_workers_active{larry=\"larry-01\"}",
                        "4x10 0x30",
                        "larry_phase_progress{larry=\"larry-01\"}",
                        "0x10 0.75x30",
                        "larry_tasks_completed_total{larry=\"larry-01\",state=\"done\"}",
                        "0x10 3x30",
                        "larry_tasks_completed_total{larry=\"larry-01\",state=\"dead\"}",
                        "0x10 1x30"),
                "18m",
                "");
    }

    @Test
    void every_alert_has_a_case() throws Exception {
        TreeSet<String> cases = new TreeSet<>();
        for (String one :
                AlertsIT.class
                        .getDeclaredMethod(
                                "each_is_raised_for_its_condition_and_no_other",
                                String.class,
                                String.class,
                                String.class,
                                String.class)
                        .getAnnotation(CsvSource.class)
                        .value()) {
            String raised = one.substring(one.lastIndexOf('|') + 1).strip();
            cases.add(raised.substring(0, raised.indexOf('/')));
        }
        assertThat(Alert.of(prod())).map(Alert::name).containsExactlyInAnyOrderElementsOf(cases);
    }

    /** Lets promtool compare what fires with what should: name/larry/severity, or nothing. */
    private void firing(Map<String, String> otherwise, String at, String raised) throws Exception {
        Map<String, String> series = new LinkedHashMap<>(GOOD);
        assertThat(series.keySet()).containsAll(otherwise.keySet());
        series.putAll(otherwise);
        StringBuilder test =
                new StringBuilder("rule_files: [" + rules() + "]\nevaluation_interval: 30s\n")
                        .append("tests:\n  - interval: 30s\n    input_series:\n");
        series.forEach((name, values) ->
                test.append("      - series: '")
                        .append(name)
                        .append("'\n        values: '")
                        .append(values)
                        .append("'\n"));
        test.append("    promql_expr_test:\n      - expr: ALERTS{alertstate=\"firing\"}\n")
                .append("        eval_time: ")
                .append(at)
                .append("\n        exp_samples:\n");
        if (raised.isEmpty()) {
            test.setLength(test.length() - 1);
            test.append(" []\n");
        } else {
            String[] words = raised.split("/");
            test.append("          - labels: 'ALERTS{alertname=\"")
                    .append(words[0])
                    .append("\",alertstate=\"firing\",")
                    .append(words[1].isEmpty() ? "" : "larry=\"" + words[1] + "\",")
                    .append("severity=\"")
                    .append(words[2])
                    .append("\"}'\n            value: 1\n");
        }
        Path file = Files.writeString(directory.resolve("test.yaml"), test.toString());
        Ran ran = promtool("test", "rules", file.toString());
        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said()).contains("SUCCESS");
    }

    private Path rules() throws IOException {
        return RuleFile.write(directory, prod());
    }

    private static Fleet prod() {
        return new EnvironmentReader(ROOT).read("prod").fleet().orElseThrow();
    }

    private record Ran(int exit, String said) {}

    private static Ran promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Programs.of("promtool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }
}
