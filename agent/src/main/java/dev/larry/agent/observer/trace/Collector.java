package dev.larry.agent.observer.trace;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the trace goes, as the environment says. Source: OpenTelemetry specification, "OTLP
 * Exporter Configuration".
 *
 * @param address of traces
 * @param headers of every request
 * @param service the name of who sends
 */
public record Collector(URI address, Map<String, String> headers, String service) {
    private static final String ANY = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    public Collector {
        headers = new LinkedHashMap<>(headers);
    }

    /**
     * Reads it; none where no endpoint is set.
     *
     * @throws IllegalArgumentException in one line, where it is no address
     */
    public static Optional<Collector> of(Map<String, String> environment) {
        String traces = environment.getOrDefault(TRACES, "").strip();
        String any = environment.getOrDefault(ANY, "").strip();
        if (traces.isEmpty() && any.isEmpty()
                || environment.getOrDefault("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        String headers = environment.get("OTEL_EXPORTER_OTLP_TRACES_HEADERS");
        return Optional.of(
                new Collector(
                        traces.isEmpty()
                                ? address(ANY, any.replaceAll("/+$", "") + "/v1/traces")
                                : address(TRACES, traces),
                        headers(
                                headers == null
                                        ? environment.get("OTEL_EXPORTER_OTLP_HEADERS")
                                        : headers),
                        environment.getOrDefault("OTEL_SERVICE_NAME", "larry")));
    }

    private static URI address(String variable, String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme())
                            || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // As said below.
        }
        throw new IllegalArgumentException(
                variable + " '" + text + "' is no address that begins with http:// or https://");
    }

    private static Map<String, String> headers(@Nullable String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (text != null) {
            for (String one : text.split(",", -1)) {
                int equals = one.indexOf('=');
                if (equals > 0) {
                    headers.put(
                            one.substring(0, equals).strip(),
                            URLDecoder.decode(
                                    one.substring(equals + 1).strip().replace("+", "%2B"),
                                    StandardCharsets.UTF_8));
                }
            }
        }
        return headers;
    }
}
