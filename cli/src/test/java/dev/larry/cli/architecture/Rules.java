package dev.larry.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import org.jspecify.annotations.NullMarked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The directions in which packages may know each other, and what else holds for every class. */
final class Rules {
    private static final List<String> ROLES = List.of("coordinator", "worker", "meta", "observer");
    private static final List<String> CRAFTS = List.of("task", "report");
    private static final List<String> MEANS =
            List.of("lease", "ledger", "barrier", "events", "journal", "metrics", "record");

    private final String root;

    /**
     * The rules for the packages below {@code root}; tests of the rules themselves have another
     * root.
     */
    Rules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("packages know only what the architecture says", directions());
        rules.put(
                "packages have no cycles",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("every package is @NullMarked", everyPackageIsNullMarked());
        rules.put("no class is a drawer called Util", noDrawers());
        rules.put("only entry points read the environment", environmentOnlyAtTheEdge());
        rules.put("Jedis stays in the agent", stays("redis.clients", "agent"));
        rules.put("JGit stays in the change report", stays("org.eclipse.jgit", "diff"));
        rules.put(
                "Kubernetes types stay where manifests are",
                stays(
                        "io.fabric8",
                        "render",
                        "check",
                        "gitops",
                        "diff",
                        "agent.record",
                        "cli.cluster"));
        rules.put(
                "the platform-only packages use no library",
                noClasses()
                        .that()
                        .resideInAnyPackage(within("model"))
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages(within("model", "java.", "org.jspecify."))
                        .allowEmptyShould(true));
        rules.put("only the contract knows Jackson beside the outer packages", jackson());
        return rules;
    }

    /**
     * Package to the packages it may know, below the root. A package covers those below it. The
     * vocabulary (model and contract) may be used by whoever speaks through the contract.
     */
    private static SequencedMap<String, List<String>> table() {
        SequencedMap<String, List<String>> may = new LinkedHashMap<>();
        may.put("model", List.of());
        may.put("contract", List.of("model"));
        may.put("template", List.of("model"));
        may.put("load", List.of("model"));
        may.put("render", List.of("template", "contract", "model"));
        may.put("check", List.of("render", "contract", "model"));
        may.put("gitops", List.of("render", "contract", "model"));
        may.put("diff", List.of("check", "gitops", "contract", "model"));
        may.put("agent.redis", List.of("contract", "model"));
        MEANS.forEach(
                means -> may.put("agent." + means, List.of("agent.redis", "contract", "model")));
        List<String> forRoles = new ArrayList<>(List.of("agent.redis", "contract", "model"));
        MEANS.forEach(means -> forRoles.add("agent." + means));
        may.put("agent.recovery", List.copyOf(forRoles));
        forRoles.add("agent.recovery");
        CRAFTS.forEach(craft -> may.put("agent." + craft, List.copyOf(forRoles)));
        List<String> forReports = new ArrayList<>(forRoles);
        forReports.add("template");
        may.put("agent.report", forReports);
        CRAFTS.forEach(craft -> forRoles.add("agent." + craft));
        ROLES.forEach(role -> may.put("agent." + role, forRoles));
        may.put("agent.install", List.of("contract"));
        may.put("agent.main", List.of("agent", "contract", "model"));
        may.put("cli", List.of(""));
        return may;
    }

    private ArchRule directions() {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("know only what the architecture says") {
                            @Override
                            public void check(JavaClass self, ConditionEvents events) {
                                directionsOf(self, events);
                            }
                        });
    }

    private void directionsOf(JavaClass self, ConditionEvents events) {
        Optional<String> home =
                table().keySet().stream().filter(name -> isIn(self, name)).findFirst();
        if (home.isEmpty()) {
            events.add(
                    SimpleConditionEvent.violated(
                            self, self.getName() + " is in no package of the architecture"));
            return;
        }
        List<String> allowed = table().getOrDefault(home.get(), List.of());
        self.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isOurs(dependency.getTargetClass()))
                .filter(dependency -> !isIn(dependency.getTargetClass(), home.get()))
                .filter(dependency ->
                        allowed.stream().noneMatch(name -> isIn(dependency.getTargetClass(), name)))
                .sorted(Comparator.comparing(Dependency::getDescription))
                .forEach(dependency ->
                        events.add(
                                SimpleConditionEvent.violated(self, dependency.getDescription())));
    }

    private static ArchRule everyPackageIsNullMarked() {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("be in a @NullMarked package") {
                            @Override
                            public void check(JavaClass self, ConditionEvents events) {
                                if (!self.getPackage().isAnnotatedWith(NullMarked.class)) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    self,
                                                    self.getPackageName() + " is not @NullMarked"));
                                }
                            }
                        });
    }

    private static ArchRule noDrawers() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils");
    }

    private ArchRule environmentOnlyAtTheEdge() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(within("cli", "agent.main"))
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class);
    }

    private ArchRule stays(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(within(packages))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..");
    }

    private ArchRule jackson() {
        return noClasses()
                .that()
                .resideInAnyPackage(within("model", "load"))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are Jackson's",
                                type -> type.getPackageName().startsWith("com.fasterxml.jackson")))
                .allowEmptyShould(true);
    }

    private String[] within(String... packages) {
        return List.of(packages).stream()
                .map(name -> name.endsWith(".") ? name + "." : root + "." + name + "..")
                .toArray(String[]::new);
    }

    private boolean isOurs(JavaClass type) {
        return isIn(type, "");
    }

    private boolean isIn(JavaClass type, String name) {
        String full = name.isEmpty() ? root : root + "." + name;
        return type.getPackageName().equals(full) || type.getPackageName().startsWith(full + ".");
    }

    /** The packages of the architecture that have no class yet, not even their description. */
    List<String> missing(JavaClasses classes) {
        return table().keySet().stream()
                .filter(name -> classes.stream().noneMatch(type -> isIn(type, name)))
                .toList();
    }
}
