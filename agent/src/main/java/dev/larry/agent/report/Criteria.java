package dev.larry.agent.report;

import dev.larry.contract.RunReport.Criterion;
import dev.larry.contract.RunReport.Evidence;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks success criteria against what committed results say of them. A criterion nobody speaks of
 * is not evidenced, however well everything went; one voice against it is enough.
 */
final class Criteria {
    private Criteria() {}

    /**
     * Judges each criterion.
     *
     * @param records of the tasks that may speak of them, by Larry
     */
    static List<Criterion> judge(
            List<String> criteria, Map<String, List<TaskRecordDocument>> records) {
        return criteria.stream().map(text -> judge(text, records)).toList();
    }

    private static Criterion judge(String text, Map<String, List<TaskRecordDocument>> records) {
        List<Evidence> evidence = new ArrayList<>();
        records.forEach((larry, tasks) -> {
            for (TaskRecordDocument record : tasks) {
                TaskResult result = record.result();
                if (record.state() != State.DONE || result == null || result.criteria() == null) {
                    continue;
                }
                for (TaskResult.Evidence said : result.criteria()) {
                    if (same(said.criterion(), text)) {
                        evidence.add(
                                new Evidence(
                                        larry,
                                        record.task(),
                                        String.valueOf(record.resultHash()),
                                        said.met(),
                                        said.evidence()));
                    }
                }
            }
        });
        Verdict verdict =
                evidence.isEmpty()
                        ? Verdict.NOT_EVIDENCED
                        : evidence.stream().allMatch(Evidence::met) ? Verdict.MET : Verdict.NOT_MET;
        return new Criterion(text, verdict, evidence);
    }

    /** Case and space are no difference; every other character is. */
    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
