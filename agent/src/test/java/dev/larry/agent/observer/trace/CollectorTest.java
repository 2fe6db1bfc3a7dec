package dev.larry.agent.observer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;

/** The variables of the OpenTelemetry specification say where a trace goes. */
final class CollectorTest {
    @Test
    void without_an_endpoint_there_is_no_trace() {
        assertThat(Collector.of(Map.of())).isEmpty();
        assertThat(
                        Collector.of(
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://c:4318",
                                        "OTEL_SDK_DISABLED",
                                        "true")))
                .isEmpty();
    }

    @Test
    void the_path_of_traces_is_added_to_an_endpoint_of_all_signals_only() {
        assertThat(Collector.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318/otlp/")))
                .map(Collector::address)
                .contains(URI.create("http://c:4318/otlp/v1/traces"));
        assertThat(
                        Collector.of(
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://c:4318",
                                        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                                        "https://t/in")))
                .map(Collector::address)
                .contains(URI.create("https://t/in"));
    }

    @Test
    void headers_are_decoded_and_those_of_traces_come_first() {
        assertThat(
                        Collector.of(
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://c:4318",
                                        "OTEL_EXPORTER_OTLP_HEADERS",
                                        "authorization=Bearer%20a+b, x = 1")))
                .hasValueSatisfying(collector ->
                        assertThat(collector.headers())
                                .containsEntry("authorization", "Bearer a+b")
                                .containsEntry("x", "1"));
    }

    @Test
    void what_is_no_address_is_said_in_one_line() {
        assertThatThrownBy(() -> Collector.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "c:4318")))
                .hasMessage(
                        "OTEL_EXPORTER_OTLP_ENDPOINT 'c:4318/v1/traces' is no address that begins"
                                + " with http:// or https://");
    }
}
