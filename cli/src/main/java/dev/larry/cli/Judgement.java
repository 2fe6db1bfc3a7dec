package dev.larry.cli;

import dev.larry.check.DeclaredOutside;
import dev.larry.check.JudgedTree;
import dev.larry.check.Kubeconform;
import dev.larry.check.ManifestRules;
import dev.larry.check.PinnedKubeconform;
import dev.larry.check.RenderedPlaces;
import dev.larry.check.SchemaRun;
import dev.larry.check.ToolFailed;
import dev.larry.check.ToolMissing;
import dev.larry.check.exceptions.Excepted;
import dev.larry.check.exceptions.Exempted;
import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.manifests.ManifestFiles;
import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.check.rule.Places;
import dev.larry.gitops.CannotWriteException;
import dev.larry.gitops.GitopsTree;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.load.ExceptionsReader;
import dev.larry.load.LoadedExceptions;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;
import dev.larry.model.Source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Judges environments and trees of manifests one after the other, and keeps what it comes to. */
final class Judgement {
    private final Workspace workspace;
    private final Report report;
    private final LocalDate today;
    private final List<Excepted> excepted = new ArrayList<>();
    private final SortedMap<String, Integer> withoutSchema = new TreeMap<>();
    private int objects;

    Judgement(Workspace workspace, Report report, Clock clock) {
        this.workspace = workspace;
        this.report = report;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Trees that no environment describes: what is not in them may be elsewhere. */
    void manifests(Collection<Path> paths, LoadedExceptions exceptions) throws IOException {
        try (SchemaRun schemas = SchemaRun.of(kubeconform())) {
            tree(
                    reader -> ManifestFiles.read(paths, Outside.UNKNOWN, reader),
                    schemas,
                    false,
                    Function.identity(),
                    exceptions);
        } catch (ToolFailed e) {
            throw new CouldNotException(String.valueOf(e.getMessage()));
        }
    }

    private Kubeconform kubeconform() {
        return new Kubeconform(PinnedKubeconform.in(workspace.root()));
    }

    /** An environment: its model, then what it renders to and what lies in the tree instead. */
    void environment(Environment environment) throws CannotWriteException, IOException {
        report.add(environment);
        if (environment.fleet().isEmpty()) {
            return;
        }
        Fleet fleet = environment.fleet().get();
        Places places = environment.sources().orElseThrow()::of;
        report.add(FleetChecks.of(fleet, places));
        if (FleetChecks.sums(fleet, places).block()) {
            return; // what cannot be added up cannot be rendered
        }
        List<RenderedFile> files = FleetFiles.of(environment);
        EnvironmentTree tree = new EnvironmentTree(workspace, environment.name(), files);
        // It is the longest part, and can begin before anybody has looked at the disk.
        try (SchemaRun schemas = SchemaRun.ahead(kubeconform(), tree.texts())) {
            Findings drift = GitopsTree.at(workspace.gitops(), environment.name()).drift(files);
            report.add(drift);
            if (drift.all().stream().anyMatch(each -> each.rule().startsWith("render/"))) {
                return; // two files of one path are no tree
            }
            RenderedPlaces rendered = new RenderedPlaces(tree.origins(), places);
            tree(
                    reader -> tree.read(reader, drift, DeclaredOutside.of(fleet)),
                    schemas,
                    true,
                    rendered::mapped,
                    ExceptionsReader.ofEnvironment(workspace.root(), environment.name()));
        } catch (ToolFailed e) {
            throw new CouldNotException(String.valueOf(e.getMessage()));
        }
    }

    private void tree(
            Function<ManifestReader, ManifestSet> reading,
            SchemaRun schemas,
            boolean complete,
            Function<Finding, Finding> mapping,
            LoadedExceptions exceptions)
            throws IOException {
        report.add(exceptions);
        JudgedTree judged;
        try {
            judged = JudgedTree.of(reading, schemas, complete);
        } catch (ToolMissing e) {
            Findings own = ManifestRules.judge(reading.apply(new ManifestReader()));
            report.add(mapped(own, mapping));
            throw new CouldNotException(e.getMessage() + "; install it with: " + e.remedy());
        }
        Exempted exempted =
                Exempted.of(
                        mapped(judged.findings(), mapping),
                        judged.tree(),
                        exceptions.exceptions(),
                        path ->
                                exceptions
                                        .sources()
                                        .map(each -> each.of(path))
                                        .orElse(Source.ofFile("")),
                        JudgedTree.RULES,
                        today);
        report.add(exempted.findings());
        excepted.addAll(exempted.excepted());
        judged.withoutSchema()
                .forEach((kind, count) -> withoutSchema.merge(kind, count, Integer::sum));
        objects += judged.tree().objects().size();
    }

    private static Findings mapped(Findings findings, Function<Finding, Finding> mapping) {
        return Findings.of(findings.all().stream().map(mapping).toList());
    }

    /** How many Kubernetes objects were judged. */
    int objects() {
        return objects;
    }

    /** What was found and is accepted. */
    List<Excepted> excepted() {
        return excepted;
    }

    /** How many objects no schema could judge, by kind. */
    SortedMap<String, Integer> withoutSchema() {
        return withoutSchema;
    }
}
