package dev.larry.cli;

import dev.larry.gitops.ManifestYaml;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.render.texts.Texts;

import java.util.ArrayList;
import java.util.List;

/** An environment to every file of its rendered tree, in memory. */
final class FleetFiles {
    private FleetFiles() {}

    static List<RenderedFile> of(Environment environment) {
        Fleet fleet = environment.fleet().orElseThrow();
        List<RenderedFile> files = new ArrayList<>();
        FleetRenderer.render(
                fleet, manifest -> files.add(ManifestYaml.file(manifest, environment.file())));
        Texts.render(fleet, environment.assumptions())
                .forEach(document -> files.add(ManifestYaml.file(document)));
        return files;
    }
}
