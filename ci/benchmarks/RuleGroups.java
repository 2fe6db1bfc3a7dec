import dev.larry.check.DeclaredOutside;
import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.manifests.ManifestFiles;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.check.manifests.argo.ArgoRules;
import dev.larry.check.manifests.refs.RefsRules;
import dev.larry.check.manifests.schema.SchemaRules;
import dev.larry.check.manifests.security.SecurityRules;
import dev.larry.check.manifests.totals.QuotaRules;
import dev.larry.check.manifests.workload.ReliabilityRules;
import dev.larry.check.rule.TreeCheck;
import dev.larry.gitops.GitopsTree;
import dev.larry.gitops.ManifestYaml;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.render.texts.Texts;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Times each part of a check by itself, every check of every group of rules among them, and prints
 * a line for each: its name and the seconds of CPU of the fastest of three rounds.
 */
final class RuleGroups {
    private static final int ROUNDS = 3;

    private static final Map<String, List<TreeCheck<ManifestSet>>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("schema", SchemaRules.CHECKS);
        GROUPS.put("security", SecurityRules.CHECKS);
        GROUPS.put("refs", RefsRules.CHECKS);
        GROUPS.put("reliability", ReliabilityRules.CHECKS);
        GROUPS.put("argo", ArgoRules.CHECKS);
        GROUPS.put("quota", QuotaRules.CHECKS);
    }

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    private RuleGroups() {}

    public static void main(String[] arguments) throws Exception {
        RuleGroups groups = new RuleGroups();
        for (int round = 0; round < ROUNDS; round++) {
            groups.round(Path.of(arguments[0]), arguments[1]);
        }
        groups.seconds.forEach(
                (name, seconds) -> System.out.printf(Locale.ROOT, "%s;%.4f%n", name, seconds));
    }

    private void round(Path root, String name) throws Exception {
        Environment environment = timed("input", () -> new EnvironmentReader(root).read(name));
        Fleet fleet = environment.fleet().orElseThrow();
        timed(
                "totals, tokens, timeline, fit",
                () -> FleetChecks.of(fleet, environment.sources().orElseThrow()::of));
        List<RenderedFile> files =
                timed(
                        "rendering",
                        () -> {
                            List<RenderedFile> all = new ArrayList<>();
                            FleetRenderer.render(
                                    fleet,
                                    each -> all.add(ManifestYaml.file(each, environment.file())));
                            Texts.render(fleet, environment.assumptions())
                                    .forEach(each -> all.add(ManifestYaml.file(each)));
                            return all;
                        });
        Path gitops = root.resolve("gitops");
        timed("drift", () -> GitopsTree.at(gitops, name).drift(files));
        List<Path> rendered = List.of(gitops.resolve(name));
        rules(
                "",
                timed(
                        "reading manifests",
                        () -> ManifestFiles.read(rendered, DeclaredOutside.of(fleet))));
        rules(", somebody's tree", ManifestFiles.read(rendered, Outside.UNKNOWN));
    }

    /** Of a tree of somebody else's less is known, and names are looked for further. */
    private void rules(String suffix, ManifestSet tree) throws Exception {
        for (Map.Entry<String, List<TreeCheck<ManifestSet>>> group : GROUPS.entrySet()) {
            int number = 0;
            for (TreeCheck<ManifestSet> check : group.getValue()) {
                timed(
                        group.getKey() + " " + ++number + suffix,
                        () -> {
                            check.check(tree, _ -> {});
                            return tree;
                        });
            }
        }
    }

    private <T> T timed(String name, Callable<T> part) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        T result = part.call();
        seconds.merge(name, (threads.getCurrentThreadCpuTime() - before) / 1e9, Math::min);
        return result;
    }
}
