package dev.larry.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.diff.object.FieldChange;
import dev.larry.diff.object.ObjectChange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The whole report as JSON; {@code change-report.schema.json} describes it. */
public final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonReport() {}

    /** The report, with a line end after it. */
    public static String of(ChangeReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", ChangeReport.VERSION);
        root.put("base", report.base());
        root.put("head", report.head());
        root.put("impossible", report.impossible());
        texts(root.putArray("notes"), report.notes());
        ArrayNode environments = root.putArray("environments");
        report.environments().forEach(each -> environment(environments.addObject(), each));
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(
                                    new DefaultPrettyPrinter()
                                            .withObjectIndenter(lines)
                                            .withArrayIndenter(lines))
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void environment(ObjectNode to, EnvironmentChange change) {
        to.put("environment", change.environment());
        to.put("change", change.what());
        texts(to.putArray("run"), change.run());
        texts(to.putArray("notes"), change.notes());
        ArrayNode figures = to.putArray("figures");
        change.figures().forEach(each -> figures.addPOJO(JSON.valueToTree(each)));
        texts(to.putArray("rights"), change.rights());
        texts(to.putArray("network"), change.network());
        ArrayNode images = to.putArray("images");
        change.images().forEach(each -> images.addPOJO(JSON.valueToTree(each)));
        ArrayNode secrets = to.putArray("secrets");
        change.secrets().forEach(each -> secrets.addPOJO(JSON.valueToTree(each)));
        ArrayNode objects = to.putArray("objects");
        change.objects().forEach(each -> object(objects.addObject(), each));
        ArrayNode files = to.putArray("otherFiles");
        change.otherFiles().forEach(each -> files.addPOJO(JSON.valueToTree(each)));
    }

    private static void object(ObjectNode to, ObjectChange change) {
        to.put("effect", change.effect().toString());
        to.put("group", change.id().group());
        to.put("kind", change.id().kind());
        to.put("namespace", change.id().namespace());
        to.put("name", change.id().name());
        change.replaces().ifPresent(old -> to.put("replaces", old.name()));
        to.put("path", change.path());
        to.put("loud", change.loud());
        texts(to.putArray("notes"), change.notes());
        ArrayNode fields = to.putArray("fields");
        for (FieldChange field : change.fields()) {
            ObjectNode one = fields.addObject();
            one.put("path", field.path());
            put(one, "before", field.before());
            put(one, "after", field.after());
        }
    }

    /** A value that is not set is left out: null is a value. */
    private static void put(ObjectNode to, String name, @Nullable JsonNode value) {
        if (value != null) {
            to.set(name, value);
        }
    }

    private static void texts(ArrayNode to, List<String> texts) {
        texts.forEach(to::add);
    }
}
