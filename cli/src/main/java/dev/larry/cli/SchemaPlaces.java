package dev.larry.cli;

import dev.larry.check.Rules;
import dev.larry.check.SchemaVerdict;
import dev.larry.check.rule.Rule;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Maps what schemas refuse in rendered files back to the environment value behind each. */
final class SchemaPlaces {
    private SchemaPlaces() {}

    static Findings findings(
            SchemaVerdict verdict, Environment environment, Path tree, List<RenderedFile> files) {
        Map<String, String> origins =
                files.stream()
                        .collect(
                                Collectors.toMap(
                                        RenderedFile::path,
                                        RenderedFile::origin,
                                        (one, other) -> one));
        Rule rule = Rules.of("schema/kubeconform").orElseThrow();
        List<Finding> findings =
                verdict.violations().stream()
                        .map(violation -> {
                            String path =
                                    tree.relativize(violation.file()).toString().replace('\\', '/');
                            String shown = violation.file().toString().replace('\\', '/');
                            Source rendered =
                                    new Source(
                                            shown,
                                            violation.line(),
                                            violation.column(),
                                            violation.pointer());
                            Source source =
                                    Optional.ofNullable(origins.get(path))
                                            .flatMap(origin ->
                                                    environment
                                                            .sources()
                                                            .map(all -> all.of(origin)))
                                            .orElse(rendered);
                            String object = (violation.kind() + " " + violation.name()).strip();
                            String found =
                                    (object.isEmpty() ? "" : object + " ")
                                            + (violation.pointer().isEmpty()
                                                    ? ""
                                                    : violation.pointer() + " ")
                                            + violation.message();
                            return rule.at(source, found, "").renderedAt(rendered);
                        })
                        .toList();
        return Findings.of(findings);
    }
}
