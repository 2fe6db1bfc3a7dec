package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.fabric8.kubernetes.api.model.ConfigMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

class DashboardComponentTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String FOURTH =
            """
            extends: prod.yaml
            environment: prod
            larrys:
              - name: larry-04
                domain: documents
                colour: blue
                tokens: "0"
                window: 30m
                volume: { size: 1Gi }
                coordinator:
                  resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }
            """;

    @Test
    void there_is_one_of_the_fleet_and_one_of_each_larry_in_its_own_namespace() {
        Rendered prod = Rendered.environment("prod");
        Map<String, String> titles = new TreeMap<>();
        dashboards(prod)
                .forEach((namespace, json) ->
                        titles.put(namespace, parse(json).path("title").asText()));
        assertThat(titles)
                .containsOnlyKeys("larry-system", "larry-01", "larry-02", "larry-03")
                .hasEntrySatisfying(
                        "larry-01", title -> assertThat(title).contains("infrastructure"))
                .hasEntrySatisfying("larry-02", title -> assertThat(title).contains("security"))
                .hasEntrySatisfying("larry-03", title -> assertThat(title).contains("development"));
    }

    @Test
    void names_of_files_and_uids_differ_over_the_whole_cluster() {
        List<String> files = new ArrayList<>();
        List<String> uids = new ArrayList<>();
        for (String environment : List.of("prod", "staging", "dev")) {
            for (ConfigMap map : maps(Rendered.environment(environment))) {
                files.addAll(map.getData().keySet());
                map.getData().values().forEach(json -> uids.add(parse(json).path("uid").asText()));
            }
        }
        assertThat(files).doesNotHaveDuplicates();
        assertThat(uids)
                .doesNotHaveDuplicates()
                .allSatisfy(uid -> assertThat(uid.length()).isBetween(1, 40));
    }

    @Test
    void every_panel_has_a_place_of_its_own_and_asks_the_chosen_data_source() {
        for (String json : dashboards(Rendered.environment("prod")).values()) {
            JsonNode dashboard = parse(json);
            assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
            Set<String> cells = new HashSet<>();
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                JsonNode place = panel.path("gridPos");
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        int column = place.path("x").asInt() + x;
                        assertThat(column).isLessThan(24);
                        assertThat(cells.add(column + "," + (place.path("y").asInt() + y)))
                                .isTrue();
                    }
                }
                for (JsonNode target : panel.path("targets")) {
                    assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void a_fourth_larry_changes_nothing_in_the_dashboards_of_the_other_three(
            @TempDir Path scratch) {
        Map<String, String> before = dashboards(Rendered.environment("prod"));
        Map<String, String> after =
                dashboards(
                        Rendered.of(
                                scratch,
                                "fourth",
                                FOURTH.replace("environment: prod\n", "environment: fourth\n")));
        for (String namespace : List.of("larry-01", "larry-02", "larry-03")) {
            assertThat(Objects.requireNonNull(after.get(namespace)).replace("fourth", "prod"))
                    .isEqualTo(before.get(namespace));
        }
        assertThat(after).containsKey("larry-04");
    }

    /** Every query of a dashboard. */
    static List<String> expressions(String json) {
        return parse(json).findValuesAsText("expr");
    }

    private static List<ConfigMap> maps(Rendered rendered) {
        return rendered.all(ConfigMap.class).stream()
                .filter(map ->
                        "1".equals(map.getMetadata().getLabels().get(DashboardComponent.LABEL)))
                .toList();
    }

    private static Map<String, String> dashboards(Rendered rendered) {
        Map<String, String> byNamespace = new TreeMap<>();
        for (ConfigMap map : maps(rendered)) {
            assertThat(map.getData()).hasSize(1);
            map.getData()
                    .values()
                    .forEach(json -> byNamespace.put(map.getMetadata().getNamespace(), json));
        }
        return byNamespace;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
