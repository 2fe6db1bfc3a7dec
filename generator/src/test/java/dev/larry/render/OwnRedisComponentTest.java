package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class OwnRedisComponentTest {
    private static final String NAMESPACE = "larry-redis";

    private final Rendered dev = Rendered.environment("dev");
    private final StatefulSet pods = dev.in(NAMESPACE, StatefulSet.class).getFirst();
    private final PodTemplateSpec template = pods.getSpec().getTemplate();
    private final Map<String, String> labels = template.getMetadata().getLabels();

    @Test
    void an_existing_redis_is_left_alone() {
        assertThat(Rendered.environment("prod").in("redis-ha", StatefulSet.class)).isEmpty();
    }

    @Test
    void services_and_budget_select_the_pods() {
        assertThat(labels).containsAllEntriesOf(pods.getSpec().getSelector().getMatchLabels());
        assertThat(dev.in(NAMESPACE, Service.class))
                .hasSize(2)
                .allSatisfy(service ->
                        assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector()))
                .allSatisfy(service ->
                        assertThat(service.getSpec().getPorts())
                                .extracting(port -> port.getTargetPort().getStrVal())
                                .containsExactly("redis", "sentinel"))
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        dev.fleet().redis().service(), pods.getSpec().getServiceName());
        assertThat(dev.in(NAMESPACE, PodDisruptionBudget.class))
                .singleElement()
                .satisfies(budget -> {
                    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isOne();
                    assertThat(labels)
                            .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
                });
    }

    @Test
    void the_pods_are_those_that_the_agents_policies_lead_to() {
        assertThat(labels).containsAllEntriesOf(dev.fleet().redis().podLabels());
        assertThat(dev.in(NAMESPACE, NetworkPolicy.class))
                .filteredOn(policy -> !policy.getSpec().getIngress().isEmpty())
                .singleElement()
                .satisfies(policy ->
                        assertThat(
                                        policy.getSpec()
                                                .getIngress()
                                                .getFirst()
                                                .getFrom()
                                                .get(1)
                                                .getNamespaceSelector()
                                                .getMatchExpressions()
                                                .getFirst()
                                                .getValues())
                                .containsExactly("larry-dev", "larry-system"));
    }

    @Test
    void the_quota_is_what_three_pods_need() {
        Map<String, Quantity> hard =
                dev.in(NAMESPACE, ResourceQuota.class).getFirst().getSpec().getHard();
        for (String resource : List.of("cpu", "memory")) {
            assertThat(
                            Quantity.getAmountInBytes(
                                    Objects.requireNonNull(hard.get("requests." + resource))))
                    .isEqualByComparingTo(
                            template.getSpec().getContainers().stream()
                                    .map(it -> it.getResources().getRequests().get(resource))
                                    .map(Quantity::getAmountInBytes)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                                    .multiply(BigDecimal.valueOf(pods.getSpec().getReplicas())));
        }
    }

    @Test
    void every_file_that_a_container_runs_is_in_its_config_map() {
        Map<String, String> files = files();
        template.getSpec()
                .getContainers()
                .forEach(container ->
                        assertThat(files)
                                .containsKey(
                                        Path.of(container.getCommand().getLast())
                                                .getFileName()
                                                .toString())
                                .containsKey(
                                        Path.of(
                                                        container
                                                                .getReadinessProbe()
                                                                .getExec()
                                                                .getCommand()
                                                                .get(1))
                                                .getFileName()
                                                .toString()));
        assertThat(files).containsKeys("common.sh", "redis.conf", "sentinel.conf");
        assertThat(files.get("redis.conf"))
                .contains(
                        "\nport 6379\n", "\nmaxmemory 268435456\n", "\nmin-replicas-to-write 1\n");
    }

    @Test
    void every_password_that_the_rules_ask_for_is_a_key_of_the_servers_secret() {
        List<String> keys =
                SecretNeeds.of(dev.fleet()).stream()
                        .filter(need -> need.namespace().equals(NAMESPACE))
                        .map(SecretNeed::key)
                        .toList();
        Matcher users =
                Pattern.compile("user (\\w+) reset on #<(\\w+)> ")
                        .matcher(files().get("redis.acl"));
        assertThat(users.results())
                .hasSize(keys.size())
                .allSatisfy(user -> {
                    assertThat(user.group(1)).isEqualTo(user.group(2));
                    assertThat(keys).contains(user.group(2));
                });
    }

    @Test
    void no_role_of_an_agent_may_administer_redis() {
        for (RedisUser user : RedisUser.agents()) {
            assertThat(user.rules())
                    .contains("~{larry:*}:*", "-@all", "-@dangerous")
                    .doesNotContain("allkeys", "allchannels", "+@all", "+@admin", "+config");
        }
        assertThat(RedisUser.OBSERVER.rules())
                .doesNotContain("+@write", "+@scripting", "+publish", "+@pubsub");
    }

    private Map<String, String> files() {
        return dev.in(NAMESPACE, ConfigMap.class).getFirst().getData();
    }
}
