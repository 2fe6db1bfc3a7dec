package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Ways in which a tree can be wrong, each with the check that must find it. They start from the
 * environment {@code everything}.
 */
final class Mutations {
    /** One wrong tree. */
    record Mutation(String check, String what, UnaryOperator<RenderedTree> change) {
        @Override
        public String toString() {
            return check + ": " + what;
        }
    }

    private final List<Mutation> all = new ArrayList<>();

    private Mutations() {}

    static List<Mutation> all() {
        Mutations mutations = new Mutations();
        FileMutations.addTo(mutations);
        PodMutations.addTo(mutations);
        WiringMutations.addTo(mutations);
        SyncMutations.addTo(mutations);
        return mutations.all;
    }

    Adder check(String check) {
        return new Adder(check);
    }

    final class Adder {
        private final String check;

        private Adder(String check) {
            this.check = check;
        }

        Adder add(String what, UnaryOperator<RenderedTree> change) {
            all.add(new Mutation(check, what, change));
            return this;
        }

        Adder edit(String what, Predicate<TreeObject> which, Consumer<ObjectNode> change) {
            return add(what, tree -> tree.with(which, change));
        }
    }

    static Predicate<TreeObject> any(String kind) {
        return object -> object.kind().equals(kind);
    }

    static Predicate<TreeObject> named(String kind, String name) {
        return any(kind).and(object -> object.name().equals(name));
    }

    static Predicate<TreeObject> job(String worker) {
        return any("Job").and(object -> worker.equals(object.labels().get("larry.dev/worker")));
    }

    static ObjectNode in(JsonNode node, String pointer) {
        return node.at(pointer) instanceof ObjectNode object ? object : missing(node, pointer);
    }

    /**
     * Not every object of a kind has what is to be changed; changing a stranger changes nothing.
     */
    private static ObjectNode missing(JsonNode node, String pointer) {
        return Objects.requireNonNull(((ObjectNode) node.deepCopy()).putObject(pointer));
    }

    static ArrayNode list(JsonNode node, String pointer) {
        return node.at(pointer) instanceof ArrayNode list
                ? list
                : missing(node, pointer).putArray("list");
    }
}
