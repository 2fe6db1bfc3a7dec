package dev.larry.gitops;

import dev.larry.gitops.Plan.Fate;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Source;

import java.util.ArrayList;
import java.util.List;

/** Says what differs between the tree on disk and the rendering. */
final class Drift {
    static final String HAND_EDITED = "drift/hand-edited";
    static final String FOREIGN_FILE = "drift/foreign-file";
    static final String NOT_A_FILE = "drift/not-a-file";
    static final String UNREADABLE_INVENTORY = "drift/unreadable-inventory";
    static final String MISSING = "drift/missing";
    static final String OUT_OF_DATE = "drift/out-of-date";
    static final String LEFT_OVER = "drift/left-over";

    private static final String RENDER = "run larry render and commit what it writes";

    private final Plan plan;
    private final GitopsPaths names;

    private Drift(Plan plan, GitopsPaths names) {
        this.plan = plan;
        this.names = names;
    }

    /** What stops a render: files that are not larry's to replace. */
    static Findings blocking(Plan plan, GitopsPaths names) {
        return new Drift(plan, names).findings(true);
    }

    /** Everything in which the tree is not what is rendered. */
    static Findings all(Plan plan, GitopsPaths names) {
        return new Drift(plan, names).findings(false);
    }

    private Findings findings(boolean blockingOnly) {
        List<Finding> findings = new ArrayList<>();
        plan.fates()
                .forEach((path, fate) -> {
                    boolean wanted = blockingOnly ? Plan.blocks(fate) : fate != Fate.UNCHANGED;
                    if (wanted) {
                        findings.add(finding(path, fate));
                    }
                });
        return Findings.of(findings);
    }

    private Finding finding(String path, Fate fate) {
        return switch (fate) {
            case UNCHANGED -> throw new IllegalArgumentException(path + " is as it should be");
            case CREATED -> error(MISSING, path, "is rendered, but not there", RENDER);
            case CHANGED -> error(OUT_OF_DATE, path, "is not what is rendered now", RENDER);
            case REMOVED -> error(LEFT_OVER, path, "is no longer rendered", RENDER);
            case HAND_EDITED ->
                    error(
                            HAND_EDITED,
                            path,
                            "was edited by hand",
                            "make the change in the environment file, then " + discard(path));
            case FOREIGN ->
                    error(
                            FOREIGN_FILE,
                            path,
                            "is not one of larry's files",
                            "move it out of the tree, or " + discard(path));
            case NOT_A_FILE ->
                    error(
                            NOT_A_FILE,
                            path,
                            plan.disk().directories().contains(path)
                                    ? "is a directory where a file is rendered"
                                    : "is a link or a special file",
                            "move it out of the tree, or " + discard(path));
            case UNREADABLE_INVENTORY ->
                    error(
                            UNREADABLE_INVENTORY,
                            path,
                            "has lines that are no entries (a merge conflict?)",
                            "resolve the conflict, or " + discard(path));
        };
    }

    private String discard(String path) {
        String verb = plan.wants(path) ? "replace" : "remove";
        return verb + " it with --overwrite " + names.shown(path);
    }

    private Finding error(String rule, String path, String found, String remedy) {
        return Finding.error(rule, Source.ofFile(names.shown(path)), found, "", remedy);
    }
}
