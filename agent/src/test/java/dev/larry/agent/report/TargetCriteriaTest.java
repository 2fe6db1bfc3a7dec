package dev.larry.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunReport.Criterion;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.RunState.Account;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The run's targets are judged by its own data, and what these do not hold is not evidenced. */
final class TargetCriteriaTest {
    private static final Targets ALL =
            new Targets(true, true, Duration.ofMinutes(30), true, true, 95, List.of("critical"));

    @Test
    void a_clean_run_meets_them() throws Exception {
        RunReport report = read("clean");
        assertThat(judge(report, report.tokens(), 478_000))
                .extracting(Criterion::verdict)
                .containsOnly(Verdict.MET);
    }

    @Test
    void a_degraded_run_shows_which_it_misses_and_by_how_much() throws Exception {
        RunReport report = read("degraded");
        assertThat(judge(report, report.tokens(), 478_000))
                .extracting(Criterion::text, Criterion::verdict)
                .contains(
                        tuple("every task done", Verdict.NOT_MET),
                        tuple("clean convergence", Verdict.NOT_MET))
                .hasSize(7);
        assertThat(judge(report, report.tokens(), 478_000))
                .filteredOn(criterion -> criterion.text().equals("every task done"))
                .extracting(criterion -> criterion.evidence().getFirst().evidence())
                .containsExactly(
                        report.figures().done() + " of " + report.figures().tasks() + " done");
    }

    @Test
    void exactly_the_share_is_not_below_it() throws Exception {
        RunReport report = read("clean");
        long spent = report.tokens().getFirst().spent().value();
        assertThat(verdict(judge(report, report.tokens(), spent * 100 / 95)))
                .isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(judge(report, report.tokens(), spent * 100 / 95 + 1_000)))
                .isEqualTo(Verdict.MET);
    }

    @Test
    void without_accounts_nothing_is_known_of_tokens() throws Exception {
        assertThat(verdict(judge(read("clean"), List.of(), 478_000)))
                .isEqualTo(Verdict.NOT_EVIDENCED);
    }

    @Test
    void what_is_not_asked_for_is_not_judged() throws Exception {
        RunReport report = read("clean");
        assertThat(
                        TargetCriteria.judge(
                                Targets.NONE,
                                new Tokens(1),
                                report.started(),
                                null,
                                report.phases(),
                                report.figures(),
                                List.of(),
                                List.of(),
                                0,
                                0))
                .isEmpty();
    }

    private static Verdict verdict(List<Criterion> criteria) {
        return criteria.stream()
                .filter(criterion -> criterion.text().equals("token use below 95 %"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static List<Criterion> judge(RunReport report, List<Account> accounts, long budget) {
        long trail = report.trail().size();
        return TargetCriteria.judge(
                ALL,
                new Tokens(budget),
                report.started(),
                report.barrierOpened(),
                report.phases(),
                report.figures(),
                accounts,
                report.findings(),
                trail,
                report.figures().events() - trail);
    }

    private static RunReport read(String name) throws Exception {
        return ContractJson.read(
                Files.readString(Path.of("src/test/resources/cases/reports", name, "run.json")),
                RunReport.class);
    }
}
