package dev.larry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.SchemaErrors.Leaf;

import org.junit.jupiter.api.Test;

class SchemaErrorsTest {

    @Test
    void only_the_innermost_faults_count() {
        assertThat(
                        SchemaErrors.leaves(
                                "failed with 'file:///s.json#' - at '/spec': validation failed"
                                        + "   - at '/spec/a~1b': got number, want string"
                                        + "   - at '/spec/c': validation failed"
                                        + "     - at '/spec/c/0': missing property 'name'"
                                        + "     - at '/spec/c/1': missing property 'name'"
                                        + " - at '': additional properties 'x', 'y/z' not allowed"))
                .containsExactly(
                        new Leaf("/spec/a~1b", false, "got number, want string"),
                        new Leaf("/spec/c/0", false, "missing property 'name'"),
                        new Leaf("/spec/c/1", false, "missing property 'name'"),
                        new Leaf("/x", true, "unknown property 'x'"),
                        new Leaf("/y~1z", true, "unknown property 'y/z'"));
    }

    @Test
    void alternatives_are_one_fault_together() {
        assertThat(
                        SchemaErrors.leaves(
                                "failed with 'file:///s.json#' - at '/spec/port': 'anyOf' failed"
                                        + "   - at '/spec/port': got boolean, want integer"
                                        + "   - at '/spec/port': got boolean, want string"
                                        + " - at '/kind': value must be 'A'"))
                .containsExactly(
                        new Leaf(
                                "/spec/port",
                                false,
                                "no alternative fits: got boolean, want integer;"
                                        + " or got boolean, want string"),
                        new Leaf("/kind", false, "value must be 'A'"));
    }

    @Test
    void a_sentence_of_another_form_has_no_leaves() {
        assertThat(SchemaErrors.leaves("could not find schema for Fleet")).isEmpty();
    }
}
