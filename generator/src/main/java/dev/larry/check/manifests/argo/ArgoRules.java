package dev.larry.check.manifests.argo;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;

import java.util.List;

/** The rules of this package, and what judges them. */
public final class ArgoRules {
    private static final String DOCS = "Argo CD documentation, ";
    private static final String JOBS =
            DOCS + "Automated Sync Policy; Kubernetes documentation, Jobs";

    static final Rule JOB_TTL =
            Rule.error(
                    "argo/job-ttl",
                    "A Job that Argo CD delivers does not delete itself.",
                    "Deleted by its TTL it is missing from the cluster: OutOfSync, and self-heal"
                            + " runs it again.",
                    "remove ttlSecondsAfterFinished; a new run prunes the old Jobs",
                    JOBS);
    static final Rule JOB_NAME =
            Rule.error(
                    "argo/generate-name",
                    "What Argo CD delivers has a name.",
                    "generateName makes another object at every sync, and none can be compared.",
                    "give it a name that carries the run and a hash",
                    DOCS + "FAQ, generateName");
    static final Rule HOOK =
            Rule.error(
                    "argo/job-hook",
                    "A run's Jobs are plain Jobs, no hooks.",
                    "A hook is no part of the application: it is run again at every sync, and is"
                            + " neither healed nor pruned.",
                    "remove the hook annotation; give the Job the last wave",
                    DOCS + "Resource Hooks");
    static final Rule SUSPEND =
            Rule.error(
                    "argo/job-suspended",
                    "A run's Jobs are not suspended.",
                    "A suspended Job makes no pods, and where somebody resumes it by hand self-heal"
                            + " suspends it again.",
                    "remove suspend",
                    JOBS);
    static final Rule JOB_POLICY =
            Rule.error(
                    "argo/job-policy",
                    "A run's Job sets restartPolicy Never, podReplacementPolicy Failed and a"
                            + " podFailurePolicy that ignores disruptions.",
                    "Two pods of one worker would run side by side, or a drained node would count"
                            + " as a failure.",
                    "set template.spec.restartPolicy: Never, podReplacementPolicy: Failed and a"
                            + " podFailurePolicy rule with action Ignore on DisruptionTarget",
                    "Kubernetes documentation, Jobs, Pod replacement policy and Pod failure"
                            + " policy");
    static final Rule FORCE =
            Rule.error(
                    "argo/force-replace",
                    "No object is synced with Force or Replace.",
                    "It is deleted and made anew where it cannot be changed: a Job runs again, a"
                            + " claim loses its data.",
                    "remove the sync option; give what changed a new name",
                    DOCS + "Sync Options, Replace Resource Instead Of Applying Changes");
    static final Rule WAVE =
            Rule.error(
                    "argo/wave",
                    "A sync wave is a whole number.",
                    "Argo CD takes what it cannot read for wave 0.",
                    "write a whole number in quotes",
                    DOCS + "Sync Phases and Waves");
    static final Rule WAVE_ORDER =
            Rule.error(
                    "argo/wave-order",
                    "What an object needs has an earlier wave, or the same one where Argo CD orders"
                            + " the kinds.",
                    "Argo CD waits for one wave before it begins the next: the pods of this one"
                            + " never get ready.",
                    "lower the wave of what is needed",
                    DOCS + "Sync Phases and Waves");
    static final Rule JOB_LAST =
            Rule.error(
                    "argo/job-last",
                    "Jobs are in the last wave of their Application.",
                    "The waves behind a Job wait until it is done.",
                    "lower the wave of what is not a Job below the Jobs'",
                    DOCS + "Sync Phases and Waves");
    static final Rule PROJECT_DEFAULT =
            Rule.warning(
                    "argo/project-default",
                    "An Application has an AppProject of its own.",
                    "The project default permits everything to everyone.",
                    "write an AppProject and name it in spec.project",
                    DOCS + "Projects");
    static final Rule PROJECT_WILDCARD =
            Rule.warning(
                    "argo/project-wildcard",
                    "An AppProject names repositories, destinations and cluster kinds.",
                    "A wildcard permits whatever somebody pushes: a ClusterRoleBinding as well as"
                            + " another team's namespace.",
                    "name what is needed in place of the *",
                    DOCS + "Projects");
    static final Rule ALLOW_EMPTY =
            Rule.error(
                    "argo/allow-empty",
                    "No Application may sync an empty directory.",
                    "A wrong path, or a commit that loses its files, prunes everything.",
                    "remove allowEmpty",
                    DOCS + "Automated Sync Policy, Automatic Pruning with Allow-Empty");
    static final Rule AUTOMATED =
            Rule.error(
                    "argo/automated",
                    "A fleet's Applications sync by themselves: prune, self-heal, retry, and stop"
                            + " at what another owns.",
                    "A merge that nobody syncs changes nothing; what somebody changes by hand"
                            + " stays.",
                    "set automated.prune, automated.selfHeal, retry and FailOnSharedResource=true",
                    DOCS + "Automated Sync Policy");
    static final Rule REVISION =
            Rule.error(
                    "argo/revision",
                    "An Application names the branch it follows.",
                    "HEAD is whatever the server's default is.",
                    "set targetRevision to the protected branch",
                    DOCS + "Tracking and Deployment Strategies");
    static final Rule SELF =
            Rule.error(
                    "argo/bootstrap",
                    "No Application lies in the directory that it syncs.",
                    "It would change, or prune, itself.",
                    "move it to another directory, or correct source.path",
                    DOCS + "Cluster Bootstrapping");
    static final Rule PRUNE =
            Rule.error(
                    "argo/prune-guard",
                    "Namespaces and claims are not pruned by mistake.",
                    "A lost file takes the namespace with all that is in it, or the reports of all"
                            + " runs.",
                    "set sync-options: Prune=confirm,Delete=confirm on a Namespace,"
                            + " Prune=false,Delete=false on a claim",
                    DOCS + "Sync Options, No Prune Resources");
    static final Rule MISSING_KIND =
            Rule.error(
                    "argo/skip-dry-run",
                    "Monitoring objects have SkipDryRunOnMissingResource=true.",
                    "Where the operator's kinds come later, the whole sync fails before it begins.",
                    "add SkipDryRunOnMissingResource=true to sync-options",
                    DOCS + "Sync Options, Skip Dry Run for new custom resources types");
    static final Rule TRACKING =
            Rule.error(
                    "argo/tracking-id",
                    "No object carries Argo CD's tracking id by hand.",
                    "Argo CD takes it for another Application's, or prunes it.",
                    "remove the annotation",
                    DOCS + "Resource Tracking");
    static final Rule STATUS =
            Rule.warning(
                    "argo/status",
                    "A manifest in Git has no status.",
                    "The cluster writes it: it differs for ever.",
                    "remove status",
                    DOCS + "Diff Customization");
    static final Rule CANONICAL =
            Rule.warning(
                    "argo/canonical-quantity",
                    "Quantities are written as the API server writes them.",
                    "1000m comes back as 1, 3072Mi as 3Gi: the object differs for ever.",
                    "write the shorter form",
                    "Kubernetes API reference, Quantity, canonical form");

    static final Rule PRUNE_LAST =
            Rule.error(
                    "argo/prune-last",
                    "A fleet's objects are not pruned last.",
                    "The Jobs of the run before would go only when those of the next are done: two"
                            + " runs side by side in a quota for one.",
                    "remove PruneLast=true",
                    DOCS + "Sync Options, Prune Last");
    static final Rule WINDOW =
            Rule.error(
                    "argo/sync-window",
                    "A fleet's AppProject has no sync windows.",
                    "A window blocks the sync of the run itself, and the healing of what it needs.",
                    "remove syncWindows",
                    DOCS + "Sync Windows");

    public static final List<Rule> ALL =
            List.of(
                    PRUNE_LAST,
                    WINDOW,
                    JOB_TTL,
                    JOB_NAME,
                    HOOK,
                    SUSPEND,
                    JOB_POLICY,
                    FORCE,
                    WAVE,
                    WAVE_ORDER,
                    JOB_LAST,
                    PROJECT_DEFAULT,
                    PROJECT_WILDCARD,
                    ALLOW_EMPTY,
                    AUTOMATED,
                    REVISION,
                    SELF,
                    PRUNE,
                    MISSING_KIND,
                    TRACKING,
                    STATUS,
                    CANONICAL);

    public static final List<TreeCheck<ManifestSet>> CHECKS =
            List.of(ArgoJobs::check, ArgoObjects::check, ArgoWaves::check, ArgoApplications::check);

    private ArgoRules() {}
}
