package dev.larry.render.texts;

import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;
import dev.larry.contract.Names;
import dev.larry.contract.Ports;
import dev.larry.contract.RedisKeys;
import dev.larry.model.Assumption;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.PlannedPod;
import dev.larry.model.Timeline;
import dev.larry.model.TokenTotals;
import dev.larry.model.Tokens;
import dev.larry.model.Totals;
import dev.larry.model.Worker;
import dev.larry.render.Alert;
import dev.larry.render.App;
import dev.larry.render.DashboardComponent;
import dev.larry.render.Document;
import dev.larry.render.RedisUser;
import dev.larry.render.SecretNeeds;
import dev.larry.template.Templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The documents of an environment that people read. */
public final class Texts {
    /** By path, so that moving lines in a file changes nothing. */
    private static final Comparator<Assumption> BY_PATH =
            Comparator.comparing(Assumption::path)
                    .thenComparing(Assumption::value)
                    .thenComparing(Assumption::note);

    /** Read and parsed once; they hold no state of a rendering. */
    private static final Templates TEMPLATES =
            new Templates(Texts.class.getClassLoader(), "templates/texts");

    private Texts() {}

    /** Renders every document; the same fleet and assumptions give the same bytes. */
    public static List<Document> render(Fleet fleet, List<Assumption> assumptions) {
        Map<String, Object> data = data(fleet, assumptions);
        Diagrams diagrams = new Diagrams(TEMPLATES);
        data.put("gantt", diagrams.draw("gantt.mmd", data));
        data.put("architecture", diagrams.draw("architecture.mmd", data));
        return List.of(
                new Document("PLAN.md", TEMPLATES.text("plan.md", data)),
                new Document("QUICKSTART.md", TEMPLATES.text("quickstart.md", data)),
                new Document("SECRETS.md", TEMPLATES.text("secrets.md", data)),
                new Document("architecture.md", TEMPLATES.text("architecture.md", data)));
    }

    private static Map<String, Object> data(Fleet fleet, List<Assumption> assumptions) {
        Totals totals = Totals.of(fleet);
        // The reader refuses tasks that wait for each other, so there is always a schedule.
        if (!(Timeline.of(fleet) instanceof Timeline.Schedule schedule)) {
            throw new IllegalArgumentException(
                    "tasks of " + fleet.environment() + " wait for each other");
        }
        Map<String, Object> data = new HashMap<>();
        data.put("fleet", fleet);
        data.put("totals", totals);
        data.put("nodes", totals.nodes().stream().map(NodeView::of).toList());
        data.put("schedule", schedule);
        data.put("workers", WorkerView.of(fleet));
        data.put("tokenSums", TokenSums.of(totals.tokens()));
        data.put("pods", PlannedPod.of(fleet).size());
        data.put("images", images(fleet));
        data.put("byNode", byNode(fleet));
        data.put("risks", Risks.of(fleet, totals, schedule));
        data.put("assumptions", assumptions.stream().sorted(BY_PATH).toList());
        data.put("secrets", SecretView.of(SecretNeeds.of(fleet)));
        data.put("redisUsers", List.of(RedisUser.values()));
        data.put("alerts", AlertView.of(fleet));
        data.put("dashboards", dashboards(fleet));
        data.put("alertChannel", RedisKeys.ALERTS);
        data.put("runbooks", Alert.RUNBOOKS);
        data.put("metrics", List.of(Metric.values()));
        data.put(
                "alertEvents", Arrays.stream(EventKind.values()).filter(EventKind::alert).toList());
        data.put("exitCodes", List.of(ExitCode.values()));
        data.put("keys", new RedisKeys(fleet.run().id()));
        data.put("runRecord", Names.runRecord(fleet.run().id()));
        data.put("metricsPort", Ports.METRICS);
        data.put("pagePort", Ports.PAGE);
        data.put("apps", applications(fleet));
        data.put("bootstrap", App.BOOTSTRAP.directory());
        data.put("project", "larry-" + fleet.environment());
        return data;
    }

    /** Per Larry, its workers by where they may run, in order of first use. */
    private static Map<String, Map<String, List<Worker>>> byNode(Fleet fleet) {
        Map<String, Map<String, List<Worker>>> result = new LinkedHashMap<>();
        for (Larry larry : fleet.larrys()) {
            Map<String, List<Worker>> there = new LinkedHashMap<>();
            for (Worker worker : larry.workers()) {
                String where =
                        worker.nodes().isEmpty()
                                ? "any node"
                                : "node " + String.join(" or ", worker.nodes());
                there.computeIfAbsent(where, _ -> new ArrayList<>()).add(worker);
            }
            result.put(larry.name(), there);
        }
        return result;
    }

    /** The Applications, of which there is none where nothing is rendered for it. */
    private static List<String> applications(Fleet fleet) {
        return Arrays.stream(App.values())
                .filter(app -> app != App.BOOTSTRAP)
                .filter(app -> app != App.OBSERVABILITY || fleet.monitoring().enabled())
                .map(App::directory)
                .toList();
    }

    /** The titles of the dashboards. */
    private static List<String> dashboards(Fleet fleet) {
        List<String> titles = new ArrayList<>();
        titles.add(DashboardComponent.title(fleet));
        fleet.larrys().forEach(larry -> titles.add(DashboardComponent.title(fleet, larry)));
        return titles;
    }

    /** Every image that the nodes pull, once. */
    private static List<String> images(Fleet fleet) {
        Set<String> images = new TreeSet<>();
        images.add(fleet.images().full(fleet.images().agent()));
        for (Larry larry : fleet.larrys()) {
            larry.coordinator().image().ifPresent(image -> images.add(fleet.images().full(image)));
            larry.workers().forEach(worker -> images.add(fleet.images().full(worker.image())));
        }
        fleet.redis().own().ifPresent(own -> images.add(own.image()));
        return List.copyOf(images);
    }

    /** What all masters together have for themselves, may grant, and what all workers have. */
    public record TokenSums(Tokens masters, Tokens pools, Tokens workers) {
        static TokenSums of(TokenTotals totals) {
            TokenSums sums = new TokenSums(Tokens.ZERO, Tokens.ZERO, Tokens.ZERO);
            for (TokenTotals.OfLarry larry : totals.larrys()) {
                sums =
                        new TokenSums(
                                sums.masters.plus(larry.masters()),
                                sums.pools.plus(larry.pools()),
                                sums.workers.plus(larry.workers()));
            }
            return sums;
        }
    }
}
