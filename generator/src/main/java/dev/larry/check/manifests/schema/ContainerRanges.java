package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Placeholder;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Vocabularies and bounds of containers, their probes and images.
 *
 * <p>Source: Kubernetes API reference, Container, Probe; distribution/reference, grammar.
 */
final class ContainerRanges {
    private static final Pattern IMAGE =
            Pattern.compile(
                    "([a-zA-Z0-9.\\-\\[\\]:]+/)?[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*(:[\\w][\\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

    /** Of a name of 255 characters, a tag and a digest. */
    private static final int LONGEST = 1024;

    private static final Set<String> WAYS = Set.of("exec", "httpGet", "tcpSocket", "grpc");

    private ContainerRanges() {}

    static void check(Container container, Limits limits) {
        Field field = container.field();
        limits.word(field.get("imagePullPolicy"), Set.of("Always", "IfNotPresent", "Never"));
        limits.word(field.get("terminationMessagePolicy"), Set.of("File", "FallbackToLogsOnError"));
        limits.range(container.security(), 0, "runAsUser", "runAsGroup");
        limits.word(container.security().at("seccompProfile.type"), PodRanges.SECCOMP);
        for (Field port : field.get("ports").items()) {
            limits.port(port.get("containerPort"));
            if (!port.get("hostPort").is("0")) {
                limits.port(port.get("hostPort"));
            }
            limits.word(port.get("protocol"), Limits.PROTOCOLS);
            limits.portName(port.get("name"));
        }
        for (String name : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (field.get(name).isMapping()) {
                probe(field.get(name), limits);
            }
        }
        image(field.get("image"), limits);
    }

    private static void image(Field image, Limits limits) {
        String name = image.text();
        if (!name.isEmpty()
                && !Placeholder.isIn(name)
                && (name.length() > LONGEST || !IMAGE.matcher(name).matches())
                && !name.contains("$")) {
            limits.broken(
                    RangeRules.IMAGE_NAME,
                    image,
                    "'" + name + "'",
                    "registry/path:tag, the path in lower case");
        }
    }

    private static void probe(Field probe, Limits limits) {
        List<String> ways = probe.keys().stream().filter(WAYS::contains).toList();
        if (ways.size() != 1 && !probe.keys().contains("<<")) {
            limits.broken(
                    RangeRules.PROBE,
                    probe,
                    ways.isEmpty() ? "does nothing" : "does " + String.join(" and ", ways),
                    "one of exec, httpGet, tcpSocket and grpc");
        }
        limits.portOrName(probe.at("httpGet.port"));
        limits.portOrName(probe.at("tcpSocket.port"));
        limits.port(probe.at("grpc.port"));
        limits.word(probe.at("httpGet.scheme"), Set.of("HTTP", "HTTPS"));
        for (String way : List.of("httpGet", "tcpSocket", "grpc")) {
            if (probe.get(way).isMapping() && probe.get(way).get("port").isAbsent()) {
                limits.broken(RangeRules.PROBE, probe.get(way), way + " without port", "a port");
            }
        }
        limits.range(
                probe, // 0 is the default of each
                0,
                "initialDelaySeconds",
                "periodSeconds",
                "timeoutSeconds",
                "failureThreshold",
                "successThreshold");
        Field success = probe.get("successThreshold");
        if (!probe.key().equals("readinessProbe") && success.numberOr(1) > 1) {
            limits.broken(
                    RangeRules.PROBE,
                    success,
                    "successThreshold " + success.text() + " of a " + probe.key(),
                    "1; only readiness probes may ask for more");
        }
    }
}
