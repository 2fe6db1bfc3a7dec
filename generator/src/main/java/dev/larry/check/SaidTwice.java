package dev.larry.check;

import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Severity;
import dev.larry.model.Source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What kubeconform and a rule of ours both say is said once, in the words of the rule: it knows
 * what is allowed and what to do.
 */
final class SaidTwice {
    private static final Set<String> GROUPS = Set.of("schema", "manifest");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final Map<Source, String> said = new HashMap<>();
    private final Map<String, Boolean> duplicateKeys = new HashMap<>();

    private SaidTwice() {}

    /** Those of kubeconform's findings that no rule of ours has. */
    static List<Finding> without(List<Finding> kubeconform, Findings own) {
        SaidTwice ours = new SaidTwice();
        for (Finding finding : own) {
            String group = finding.rule().substring(0, finding.rule().indexOf('/'));
            if (GROUPS.contains(group) && finding.severity() == Severity.ERROR) {
                ours.said.merge(
                        place(finding),
                        finding.source().path() + " " + finding.found(),
                        (one, other) -> one + "\n" + other);
                if (finding.rule().equals("manifest/duplicate-key")) {
                    ours.duplicateKeys.put(finding.source().file(), true);
                }
            }
        }
        return kubeconform.stream().filter(finding -> !ours.says(finding)).toList();
    }

    private boolean says(Finding finding) {
        if (finding.found().contains("already set in map")) {
            return duplicateKeys.containsKey(finding.source().file());
        }
        String ours = said.get(place(finding));
        if (ours == null) {
            return false;
        }
        // Properties that are missing are missed together, at the place of what should have them.
        return !finding.found().contains("missing propert")
                || QUOTED.matcher(finding.found())
                        .results()
                        .map((MatchResult each) -> each.group(1))
                        .allMatch(ours::contains);
    }

    private static Source place(Finding finding) {
        Source at = finding.source();
        return new Source(at.file(), at.line(), at.column(), "");
    }
}
