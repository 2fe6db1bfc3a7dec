package dev.larry.cli.observability;

import dev.larry.model.Fleet;
import dev.larry.model.TimeSpans;
import dev.larry.render.Alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fleet's alerts as a file that Prometheus reads. */
final class RuleFile {
    private RuleFile() {}

    static Path write(Path directory, Fleet fleet) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: larry\n  rules:\n");
        for (Alert alert : Alert.of(fleet)) {
            rules.append("  - alert: ")
                    .append(alert.name())
                    .append("\n    expr: |-\n      ")
                    .append(alert.expression().replace("\n", "\n      "))
                    .append("\n    for: ")
                    .append(TimeSpans.format(alert.lasting()))
                    .append("\n    labels: { severity: ")
                    .append(alert.severity())
                    .append(" }\n    annotations:\n      summary: '")
                    .append(alert.summary().replace("'", "''"))
                    .append("'\n      description: '")
                    .append(alert.description().replace("'", "''"))
                    .append("'\n");
        }
        return Files.writeString(directory.resolve("rules.yaml"), rules.toString());
    }
}
