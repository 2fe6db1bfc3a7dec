package dev.larry.check.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.check.exceptions.Excepted;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;
import dev.larry.model.Source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * SARIF 2.1.0. Source: OASIS Standard, "Static Analysis Results Interchange Format (SARIF) Version
 * 2.1.0".
 */
final class SarifFormat {
    /** What stands for itself in a path beside letters and digits. */
    private static final String IN_A_PATH = "-._~!$&'()*+,;=:@/";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A fingerprint has no line and no figure in it: it stays while the file around it changes. */
    private static final String FINGERPRINT = "larryFinding/v1";

    private final Map<String, Integer> ruleIndex = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private SarifFormat() {}

    static String write(CheckReport report) {
        return JsonFormat.text(new SarifFormat().whole(report));
    }

    private ObjectNode whole(CheckReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "larry");
        driver.put("version", report.version());
        ArrayNode rules = driver.putArray("rules");
        for (Rule rule : report.rules()) {
            ruleIndex.put(rule.id(), rules.size());
            rule(rules.addObject(), rule);
        }
        if (report.unjudged() > 0) {
            ObjectNode invocation = run.putArray("invocations").addObject();
            invocation.put("executionSuccessful", true);
            ObjectNode note = invocation.putArray("toolExecutionNotifications").addObject();
            note.put("level", "note");
            note.putObject("message").put("text", report.unjudgedLine());
        }
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        report.findings().forEach(finding -> result(results.addObject(), finding));
        report.excepted().forEach(each -> suppressed(results.addObject(), each));
        return root;
    }

    private static void rule(ObjectNode node, Rule rule) {
        node.put("id", rule.id());
        node.putObject("shortDescription").put("text", rule.what());
        node.putObject("fullDescription").put("text", rule.what() + " " + rule.why());
        node.putObject("help").put("text", rule.remedy() + " (larry explain " + rule.id() + ")");
        node.putObject("defaultConfiguration").put("level", level(rule.severity()));
        ObjectNode properties = node.putObject("properties");
        properties.putArray("tags").add(rule.group());
        properties.put("source", rule.source());
    }

    private void result(ObjectNode node, Finding finding) {
        node.put("ruleId", finding.rule());
        Integer index = ruleIndex.get(finding.rule());
        if (index != null) {
            node.put("ruleIndex", index);
        }
        node.put("level", level(finding.severity()));
        node.putObject("message").put("text", ReportFormat.message(finding));
        location(node.putArray("locations").addObject(), finding.source());
        finding.rendered()
                .ifPresent(place -> {
                    ObjectNode related = node.putArray("relatedLocations").addObject();
                    location(related, place);
                    related.putObject("message").put("text", "the rendered object");
                });
        node.putObject("partialFingerprints").put(FINGERPRINT, fingerprint(finding));
    }

    private void suppressed(ObjectNode node, Excepted excepted) {
        result(node, excepted.finding());
        ObjectNode suppression = node.putArray("suppressions").addObject();
        suppression.put("kind", "external");
        suppression.put("status", "accepted");
        suppression.put(
                "justification",
                excepted.exemption().reason() + " (until " + excepted.exemption().expires() + ")");
        location(suppression.putObject("location"), excepted.place());
    }

    private static void location(ObjectNode node, Source place) {
        ObjectNode physical = node.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file()));
        ObjectNode region = physical.putObject("region");
        region.put("startLine", Math.max(1, place.line()));
        if (place.line() > 0 && place.column() > 0) {
            region.put("startColumn", place.column());
        }
        if (!place.path().isEmpty()) {
            node.putArray("logicalLocations").addObject().put("fullyQualifiedName", place.path());
        }
    }

    /**
     * A relative reference, or a file URI where the file lies outside. Encoded here, for the JDK's
     * URI brings names to another form of Unicode, which may be another file's. Source: RFC 3986,
     * chapters 2.1 and 3.3.
     */
    private static String uri(String file) {
        String name = file.isEmpty() ? "." : file.replace('\\', '/');
        if (name.startsWith("/")) {
            return "file://" + encoded(name);
        }
        // "./" keeps a colon in the first segment from being read as a scheme.
        int colon = name.indexOf(':');
        boolean scheme = colon >= 0 && name.lastIndexOf('/', colon) < 0;
        return encoded(scheme ? "./" + name : name);
    }

    private static String encoded(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || IN_A_PATH.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return uri.toString();
    }

    private String fingerprint(Finding finding) {
        String what = finding.source().path().isEmpty() ? finding.found() : finding.source().path();
        String rendered = finding.rendered().map(place -> place.file() + place.path()).orElse("");
        String key = String.join("\n", finding.rule(), finding.source().file(), what, rendered);
        int before = seen.merge(key, 1, Integer::sum) - 1;
        return hash(before == 0 ? key : key + "\n" + before);
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String level(Severity severity) {
        return severity.toString();
    }
}
