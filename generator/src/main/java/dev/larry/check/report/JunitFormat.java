package dev.larry.check.report;

import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML as CI servers read it: a test case for every rule, a suite for every group; what only
 * warns passes, with its text in system-out.
 */
final class JunitFormat {
    private JunitFormat() {}

    static String write(CheckReport report) {
        Map<String, List<Finding>> byRule = new LinkedHashMap<>();
        report.rules().forEach(rule -> byRule.put(rule.id(), new ArrayList<>()));
        report.findings()
                .forEach(finding ->
                        byRule.computeIfAbsent(finding.rule(), _ -> new ArrayList<>())
                                .add(finding));
        Map<String, Map<String, List<Finding>>> groups = new LinkedHashMap<>();
        byRule.forEach((rule, findings) ->
                groups.computeIfAbsent(
                                rule.substring(0, Math.max(0, rule.indexOf('/'))),
                                _ -> new LinkedHashMap<>())
                        .put(rule, findings));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            counts(xml, "larry check", byRule);
            for (Map.Entry<String, Map<String, List<Finding>>> group : groups.entrySet()) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("testsuite");
                counts(xml, group.getKey(), group.getValue());
                for (Map.Entry<String, List<Finding>> rule : group.getValue().entrySet()) {
                    testCase(xml, group.getKey(), rule.getKey(), rule.getValue(), report);
                }
                xml.writeCharacters("\n  ");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private static void counts(XMLStreamWriter xml, String name, Map<String, List<Finding>> cases)
            throws XMLStreamException {
        long failures =
                cases.values().stream()
                        .filter(findings -> findings.stream().anyMatch(JunitFormat::fails))
                        .count();
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", "0");
    }

    private static void testCase(
            XMLStreamWriter xml,
            String group,
            String rule,
            List<Finding> findings,
            CheckReport report)
            throws XMLStreamException {
        xml.writeCharacters("\n    ");
        String said = said(rule, findings, report);
        boolean empty = said.isEmpty() && findings.isEmpty();
        if (empty) {
            xml.writeEmptyElement("testcase");
        } else {
            xml.writeStartElement("testcase");
        }
        xml.writeAttribute("classname", "larry." + group);
        xml.writeAttribute("name", rule);
        xml.writeAttribute("time", "0");
        List<Finding> failing = findings.stream().filter(JunitFormat::fails).toList();
        if (!failing.isEmpty()) {
            xml.writeStartElement("failure");
            String what =
                    report.rules().stream()
                            .filter(one -> one.id().equals(rule))
                            .map(Rule::what)
                            .findFirst()
                            .orElse(rule);
            xml.writeAttribute("message", Printable.of(what));
            xml.writeAttribute("type", "error");
            xml.writeCharacters(lines(failing));
            xml.writeEndElement();
        }
        if (!said.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(said);
            xml.writeEndElement();
        }
        if (!empty) {
            xml.writeEndElement();
        }
    }

    /** What does not fail: warnings, what is accepted, what could not be judged. */
    private static String said(String rule, List<Finding> findings, CheckReport report) {
        List<String> said = new ArrayList<>();
        findings.stream().filter(one -> !fails(one)).forEach(one -> said.add(lines(List.of(one))));
        report.excepted().stream()
                .filter(one -> one.finding().rule().equals(rule))
                .forEach(one ->
                        said.add(
                                "excepted until "
                                        + one.exemption().expires()
                                        + " ("
                                        + Printable.of(one.exemption().reason())
                                        + "): "
                                        + lines(List.of(one.finding()))));
        if (rule.equals("schema/kubeconform") && report.unjudged() > 0) {
            said.add(Printable.of(report.unjudgedLine()));
        }
        return String.join("\n", said);
    }

    private static boolean fails(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    private static String lines(List<Finding> findings) {
        return findings.stream()
                .map(finding ->
                        Printable.of(
                                finding
                                        + finding.rendered()
                                                .map(place -> " (rendered at " + place + ")")
                                                .orElse("")))
                .collect(Collectors.joining("\n"));
    }
}
