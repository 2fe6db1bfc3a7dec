package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.report.Catalogue;
import dev.larry.check.rule.Rule;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every id that code says is a rule, every rule has its cases, and the catalogue is current. */
final class RulesTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    @Test
    void theCatalogueIsCurrent() throws IOException {
        Path page = ROOT.resolve("docs/checks.md");
        String text = Catalogue.page(Rules.ALL);
        if (System.getProperty("recreate") != null) {
            Files.writeString(page, text);
        }
        assertThat(text)
                .as(
                        "docs/checks.md; if the change is meant: mvn -pl generator -am test"
                                + " -Dtest=RulesTest -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Drecreate")
                .isEqualTo(Files.readString(page));
    }

    @Test
    void everyIdInTheCodeIsARule() throws IOException {
        Set<String> groups = new TreeSet<>();
        Rules.ALL.forEach(rule -> groups.add(rule.group()));
        Pattern id = Pattern.compile("\"((" + String.join("|", groups) + ")/[a-z0-9-]+)\"");
        List<String> said = new ArrayList<>();
        for (String module : List.of("model", "generator", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    Matcher matcher = id.matcher(Files.readString(file));
                    while (matcher.find()) {
                        said.add(matcher.group(1));
                    }
                }
            }
        }
        assertThat(said).isNotEmpty().isSubsetOf(Rules.ALL.stream().map(Rule::id).toList());
    }

    @Test
    void everyRuleHasBothExamples() {
        assertThat(Rules.ALL)
                .allSatisfy(rule -> {
                    assertThat(rule.good()).isNotBlank();
                    assertThat(rule.bad()).isNotBlank().isNotEqualTo(rule.good());
                });
        assertThat(Rules.ALL.stream().map(Rule::id)).doesNotHaveDuplicates();
    }
}
