package dev.larry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One whole environment, valid by construction of its parts. */
@Doc("A fleet of Larrys on one cluster: everything that `larry render` needs to know.")
public record Fleet(
        @Doc("The environment's name; equals the file's name and the folder below gitops/.")
                @As(Syntax.ENV_FILE)
                String environment,
        @Doc("The cluster and its nodes.") Cluster cluster,
        @Doc("The Redis that the agents coordinate through.") Redis redis,
        @Doc("Volumes for the Larrys' work.") Storage storage,
        @Doc("Prometheus and Grafana.") Monitoring monitoring,
        @Doc("Argo CD, which syncs what is rendered.") Argo argo,
        @Doc("Where images come from.") Images images,
        @Doc("The LLM endpoint; needed where tokens are spent.") Optional<Llm> llm,
        @Doc("Users, Pod Security and image policy.") Security security,
        @Doc("Where Secrets come from.") Secrets secrets,
        @Doc("The LLM token budget of one run.") Budget budget,
        @Doc("Totals that must equal the sums over all Larrys.") Optional<Declared> declared,
        @Doc("The run that the committed tree describes.") Run run,
        @Doc("What runs once per environment, outside the Larrys.") Shared system,
        @Doc("Texts for PLAN.md.") Plan plan,
        @Doc("The Larrys.") List<Larry> larrys) {
    public Fleet {
        larrys = Unique.byName("larrys", larrys, Larry::name);
        if (larrys.isEmpty()) {
            throw new InvalidValueException("larrys", "no Larry", "at least one", "add one");
        }
        List<InvalidValueException> wrong = new ArrayList<>();
        wrong.addAll(Unique.member("larrys", larrys, Larry::name, "namespace", Larry::namespace));
        wrong.addAll(Namespaces.taken(redis, monitoring, argo, system, larrys));
        wrong.addAll(References.check(cluster, system, larrys));
        InvalidValueException.throwAll(wrong);
    }

    /** Every worker of every Larry, in order. */
    public List<Worker> workers() {
        return larrys.stream().flatMap(larry -> larry.workers().stream()).toList();
    }
}
