package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.render.custom.AppProject;
import dev.larry.render.custom.Application;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

class ArgoComponentTest {
    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void the_project_permits_what_is_rendered_and_nothing_else(String environment) {
        Rendered rendered = Rendered.environment(environment);
        Set<AppProject.NamedKind> clusterWide = new HashSet<>();
        Set<AppProject.Kind> kinds = new HashSet<>();
        Set<String> namespaces = new HashSet<>(Set.of(rendered.fleet().system().namespace()));
        for (Manifest manifest : rendered.manifests()) {
            Manifest.Identity id = manifest.identity();
            if (manifest.app() == App.BOOTSTRAP) {
                assertThat(id.namespace()).isEqualTo(rendered.fleet().argo().namespace());
            } else if (id.namespace().isEmpty()) {
                clusterWide.add(new AppProject.NamedKind(id.group(), id.kind(), id.name()));
            } else {
                kinds.add(new AppProject.Kind(id.group(), id.kind()));
                namespaces.add(id.namespace());
            }
        }
        AppProject.Spec project = project(rendered).getSpec();
        assertThat(project.clusterResourceWhitelist())
                .containsExactlyInAnyOrderElementsOf(clusterWide);
        assertThat(project.namespaceResourceWhitelist()).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(project.destinations())
                .extracting(AppProject.Destination::namespace)
                .containsExactlyInAnyOrderElementsOf(namespaces)
                .doesNotContain(rendered.fleet().argo().namespace());
        assertThat(project.toString()).doesNotContain("*");
        assertThat(project.sourceRepos()).containsExactly(rendered.fleet().argo().repository());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "staging", "dev"})
    void each_part_of_the_tree_is_one_application_of_the_project(String environment) {
        Rendered rendered = Rendered.environment(environment);
        assertThat(rendered.all(Application.class))
                .hasSize(3)
                .allSatisfy(application -> {
                    Application.Spec spec = application.getSpec();
                    assertThat(spec.project()).isEqualTo(project(rendered).getMetadata().getName());
                    assertThat(spec.syncPolicy().retry().limit()).isNegative();
                    assertThat(application.getMetadata().getFinalizers()).isEmpty();
                })
                .extracting(application -> application.getSpec().source().path())
                .containsExactlyInAnyOrder(
                        "gitops/" + environment + "/platform",
                        "gitops/" + environment + "/observability",
                        "gitops/" + environment + "/run");
    }

    @Test
    void nothing_rendered_for_a_part_means_no_application_for_it(@TempDir Path scratch) {
        Rendered rendered =
                Rendered.of(
                        scratch,
                        "plain",
                        "extends: staging.yaml\n"
                                + "environment: plain\n"
                                + "monitoring: { enabled: false }\n");
        assertThat(rendered.all(Application.class))
                .extracting(application -> application.getSpec().source().path())
                .containsExactlyInAnyOrder("gitops/plain/platform", "gitops/plain/run");
    }

    @Test
    void commits_must_be_signed_where_the_environment_names_keys(@TempDir Path scratch) {
        assertThat(project(Rendered.environment("prod")).getSpec().sourceIntegrity()).isNull();
        AppProject.Spec signed =
                project(Rendered.of(scratch, "everything", Rendered.EVERYTHING)).getSpec();
        assertThat(Objects.requireNonNull(signed.sourceIntegrity()).git().policies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.gpg().keys()).isEqualTo(List.of("D56C4FCA57A46444"));
                    assertThat(policy.repos())
                            .extracting(AppProject.Repository::url)
                            .isEqualTo(signed.sourceRepos());
                });
    }

    private static AppProject project(Rendered rendered) {
        return rendered.all(AppProject.class).getFirst();
    }
}
