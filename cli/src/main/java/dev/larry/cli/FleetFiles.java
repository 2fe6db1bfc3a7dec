package dev.larry.cli;

import dev.larry.gitops.ManifestYaml;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.render.Manifest;
import dev.larry.render.texts.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** An environment to every file of its rendered tree, in memory. */
final class FleetFiles {
    /** Enough to keep every core busy; objects are much larger than their files, so no more. */
    private static final int BATCH = 512;

    private final String environmentFile;
    private final List<Manifest> batch = new ArrayList<>(BATCH);
    private final List<RenderedFile> files = new ArrayList<>();

    private FleetFiles(String environmentFile) {
        this.environmentFile = environmentFile;
    }

    static List<RenderedFile> of(Environment environment) {
        Fleet fleet = environment.fleet().orElseThrow();
        ForkJoinTask<List<RenderedFile>> texts =
                ForkJoinPool.commonPool()
                        .submit(() ->
                                Texts.render(fleet, environment.assumptions()).stream()
                                        .map(ManifestYaml::file)
                                        .toList());
        FleetFiles rendering = new FleetFiles(environment.file());
        FleetRenderer.render(fleet, rendering::add);
        rendering.write();
        rendering.files.addAll(texts.join());
        return rendering.files;
    }

    private void add(Manifest manifest) {
        batch.add(manifest);
        if (batch.size() == BATCH) {
            write();
        }
    }

    private void write() {
        files.addAll(
                batch.parallelStream()
                        .map(manifest -> ManifestYaml.file(manifest, environmentFile))
                        .toList());
        batch.clear();
    }
}
