package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.ManifestRules;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The nineteen checks of the Pod Security Standards by a table: what each forbids and allows. */
final class PodSecurityTableTest {
    private static final Path TABLE =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/manifests/pod-security.tsv");

    /** In the order of the catalogue; other rules of the group are not the standards'. */
    private static final Set<String> STANDARDS =
            ManifestRules.ALL.stream()
                    .filter(rule -> rule.source().contains(", Pod Security Standards, "))
                    .map(Rule::id)
                    .collect(Collectors.toSet());

    /**
     * A line of the table.
     *
     * @param version of the policy that the namespace enforces, or latest
     */
    record Case(String rule, boolean allowed, String version, String pod, String container) {
        static Case of(String line) {
            String[] cells = line.split("\t");
            return new Case(
                    "security/" + cells[0],
                    cells[1].equals("pass"),
                    cells[2],
                    cells[3],
                    cells.length > 4 ? cells[4] : "");
        }

        String text() {
            String[] parts = pod.split(" \\+ ");
            String annotations = parts.length > 1 ? parts[1] : "{}";
            return """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: shop
              labels:
                pod-security.kubernetes.io/enforce: restricted
                pod-security.kubernetes.io/enforce-version: %s
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              namespace: shop
              annotations: %s
            spec:
              %s
              containers:
              - name: web
                image: registry.example.com/web:1.0
                %s
            """
                    .formatted(
                            version,
                            annotations,
                            parts[0].equals("-")
                                    ? "securityContext: {runAsNonRoot: true, seccompProfile: {type:"
                                            + " RuntimeDefault}}"
                                    : parts[0].replace("~", "\n  "),
                            container.isEmpty()
                                    ? "securityContext: {allowPrivilegeEscalation: false,"
                                            + " capabilities: {drop: [ALL]}}"
                                    : container.replace("~", "\n    "));
        }
    }

    static List<Case> cases() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyCheckHasBothVerdicts() {
        assertThat(STANDARDS).hasSize(19);
        for (boolean allowed : List.of(true, false)) {
            assertThat(cases())
                    .filteredOn(each -> each.allowed() == allowed)
                    .extracting(Case::rule)
                    .containsAll(STANDARDS);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isJudgedAsTheStandardSays(Case each) {
        ManifestReader reader = new ManifestReader();
        reader.add("pod.yaml", each.text());
        List<String> found =
                ManifestRules.judge(reader.set(Outside.UNKNOWN)).all().stream()
                        .map(Finding::rule)
                        .filter(STANDARDS::contains)
                        .distinct()
                        .toList();
        if (each.allowed()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(each.rule());
        }
    }
}
