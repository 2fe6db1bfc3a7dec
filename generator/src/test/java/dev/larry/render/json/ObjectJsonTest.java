package dev.larry.render.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.render.custom.CustomObject;
import dev.larry.testing.Fleets;
import dev.larry.tree.RenderedTree;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is written without Jackson's serializers is what they write. */
class ObjectJsonTest {
    private static final JsonMapper JACKSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    @Test
    void everyObjectOfTheCommittedEnvironmentsIsWrittenAsJacksonWritesIt() {
        for (String environment : List.of("prod", "staging", "dev")) {
            assertWrittenAsByJackson(
                    RenderedTree.environment(RenderedTree.ROOT, environment).fleet().orElseThrow());
        }
    }

    @Property(tries = 60)
    void everyObjectOfAnyFleetIsWrittenAsJacksonWritesIt(@ForAll("fleets") Fleet fleet) {
        assertWrittenAsByJackson(fleet);
    }

    @Test
    void whateverMemberAnObjectHasItIsWrittenAsJacksonWritesIt() throws Exception {
        for (Class<?> type : classes()) {
            for (int seed = 0; seed < 60; seed++) {
                Object object = new Filled(seed, 9).of(type);
                assertThat(ObjectJson.tree(object).toString())
                        .as("%s of seed %d", type.getSimpleName(), seed)
                        .isEqualTo(jackson(object));
            }
        }
    }

    private static void assertWrittenAsByJackson(Fleet fleet) {
        FleetRenderer.render(
                fleet,
                manifest -> {
                    HasMetadata object = manifest.object();
                    assertThat(ObjectJson.tree(object)).isEqualTo(JACKSON.valueToTree(object));
                    if (!(object instanceof CustomObject<?>)) {
                        assertThat(ObjectMembers.of(object))
                                .as("%s is to be a root in ci/Members.java", object.getClass())
                                .isNotNull();
                        assertThat(ObjectJson.canonical(object)).isEqualTo(jackson(object));
                    }
                });
    }

    /** The classes of all objects that this repository renders, and of what is hashed. */
    private static Set<Class<?>> classes() {
        List<HasMetadata> objects = new ArrayList<>();
        for (String environment : List.of("prod", "dev")) {
            FleetRenderer.render(
                    RenderedTree.environment(RenderedTree.ROOT, environment).fleet().orElseThrow(),
                    manifest -> objects.add(manifest.object()));
        }
        Set<Class<?>> classes = new LinkedHashSet<>();
        classes.add(PodTemplateSpec.class);
        classes.add(PodFailurePolicy.class);
        objects.stream()
                .filter(object -> !(object instanceof CustomObject<?>))
                .forEach(object -> classes.add(object.getClass()));
        return classes;
    }

    private static String jackson(Object object) {
        try {
            return JACKSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        return Fleets.any();
    }
}
