package dev.larry.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The architecture holds, and each rule that says so is able to fail. */
final class ArchitectureTest {
    /** Raise it as the code grows: a test that reads no classes passes every rule. */
    private static final int FEWEST_CLASSES = 250;

    private static final String WRONG_ROOT = "dev.larry.cli.architecture.wrong";
    private static final Rules OURS = new Rules("dev.larry");
    private static final Rules WRONG = new Rules(WRONG_ROOT);

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.larry");
    private static final JavaClasses WRONG_CLASSES =
            new ClassFileImporter().importPackages(WRONG_ROOT);

    static final List<String> RULES = List.copyOf(OURS.all().keySet());

    /** What each rule must find in the classes that were written to break it. */
    private static final Map<String, String> CAUGHT =
            Map.of(
                    "packages know only what the architecture says", "model.KnowsTheContract",
                    "packages have no cycles", "Cycle detected",
                    "every package is @NullMarked", "wrong.contract is not @NullMarked",
                    "no class is a drawer called Util", "StringUtils",
                    "only entry points read the environment", "ReadsTheEnvironment",
                    "Jedis stays in the agent", "UsesLibraries",
                    "JGit stays in the change report", "UsesLibraries",
                    "Kubernetes types stay where manifests are", "UsesLibraries",
                    "the platform-only packages use no library", "UsesLibraries",
                    "only the contract knows Jackson beside the outer packages", "UsesLibraries");

    @ParameterizedTest
    @FieldSource("RULES")
    void holds(String name) {
        rule(OURS, name).check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void canFail(String name) {
        assertThat(rule(WRONG, name).evaluate(WRONG_CLASSES).getFailureReport().toString())
                .contains(CAUGHT.getOrDefault(name, "a case for the rule '" + name + "'"));
    }

    @Test
    void readsTheWholeProject() {
        assertThat(CLASSES.size()).isGreaterThanOrEqualTo(FEWEST_CLASSES);
        assertThat(OURS.missing(CLASSES)).isEmpty();
    }

    private static ArchRule rule(Rules rules, String name) {
        return Objects.requireNonNull(rules.all().get(name), name);
    }
}
