package dev.larry.check.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.check.exceptions.Excepted;
import dev.larry.model.Finding;
import dev.larry.model.Source;

/** Our own document; what changes its meaning changes its version. */
final class JsonFormat {
    static final int VERSION = 1;
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonFormat() {}

    static String write(CheckReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", VERSION);
        root.put("larry", report.version());
        ArrayNode judged = root.putArray("judged");
        report.environments().forEach(judged::add);
        report.trees().forEach(judged::add);
        root.put("objects", report.objects());
        root.put("errors", report.findings().errors());
        root.put("warnings", report.findings().warnings());
        root.put("notes", report.findings().notes());
        ArrayNode unjudged = root.putArray("withoutSchema");
        report.withoutSchema()
                .forEach((kind, count) ->
                        unjudged.addObject().put("kind", kind).put("objects", count));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> finding(findings.addObject(), finding));
        ArrayNode excepted = root.putArray("excepted");
        for (Excepted each : report.excepted()) {
            ObjectNode node = excepted.addObject();
            finding(node.putObject("finding"), each.finding());
            ObjectNode exception = node.putObject("exception");
            place(exception.putObject("source"), each.place());
            exception.put("object", each.exemption().object());
            each.exemption().container().ifPresent(name -> exception.put("container", name));
            exception.put("reason", each.exemption().reason());
            exception.put("expires", each.exemption().expires().toString());
        }
        return text(root);
    }

    private static void finding(ObjectNode node, Finding finding) {
        node.put("rule", finding.rule());
        node.put("severity", finding.severity().toString());
        place(node.putObject("source"), finding.source());
        finding.rendered().ifPresent(place -> place(node.putObject("rendered"), place));
        node.put("found", finding.found());
        node.put("allowed", finding.allowed());
        node.put("remedy", finding.remedy());
    }

    private static void place(ObjectNode node, Source place) {
        node.put("file", place.file());
        if (place.line() > 0) {
            node.put("line", place.line());
        }
        if (place.column() > 0) {
            node.put("column", place.column());
        }
        node.put("path", place.path());
    }

    static String text(ObjectNode root) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(root)
                            .replace(System.lineSeparator(), "\n")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
