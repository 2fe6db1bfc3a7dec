package dev.larry.render.texts;

import dev.larry.model.Fleet;
import dev.larry.model.TimeSpans;
import dev.larry.render.Alert;

import java.util.List;

/**
 * An alert in a table for people.
 *
 * @param meaning its summary, without the placeholders that Prometheus fills in
 */
public record AlertView(String name, String severity, String after, String meaning) {
    static List<AlertView> of(Fleet fleet) {
        return Alert.of(fleet).stream()
                .map(alert ->
                        new AlertView(
                                alert.name(),
                                alert.severity(),
                                alert.lasting().isZero()
                                        ? "at once"
                                        : TimeSpans.format(alert.lasting()),
                                alert.summary()
                                        .replace("{{ $labels.larry }}", "a Larry")
                                        .replaceAll("\\{\\{[^}]*}}", "…")))
                .toList();
    }
}
