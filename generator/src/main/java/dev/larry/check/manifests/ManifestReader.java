package dev.larry.check.manifests;

import dev.larry.check.manifests.ManifestFile.Document;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Texts to a {@link ManifestSet}. Every document is an object of the set or has a finding that says
 * why not.
 */
public final class ManifestReader {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final List<Manifest> objects = new ArrayList<>();
    private final List<Finding> problems = new ArrayList<>();
    private final Map<String, Filled> filled = new HashMap<>();
    private final List<ManifestFile> files = new ArrayList<>();
    private final BiConsumer<String, byte[]> texts;
    private final Words words = new Words();
    private List<Document> open = new ArrayList<>();

    public ManifestReader() {
        this((_, _) -> {});
    }

    /**
     * A reader that hands on the name and the text, in UTF-8, of each file that it read to its end,
     * for tools that read it again; keys that go before merged ones are resolved in it.
     */
    public ManifestReader(BiConsumer<String, byte[]> texts) {
        this.texts = texts;
    }

    /** A file's bytes, named as the user would name it. */
    public void add(String file, byte[] bytes) {
        if (bytes.length > LARGEST) {
            say(ReadingRules.SIZE_LIMIT, Source.ofFile(file), bytes.length + " bytes");
            return;
        }
        Optional<List<Value>> documents = BlockReader.read(bytes, words);
        if (documents.isPresent()) {
            documents(file, documents.get());
            handOn(file, bytes);
            return;
        }
        try {
            unusual(
                    file,
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            say(ReadingRules.UNREADABLE, Source.ofFile(file), "is not text in UTF-8");
        }
    }

    /** A file's text, named as the user would name it. */
    public void add(String file, String text) {
        add(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void unusual(String file, String content) {
        String text = content.startsWith("\ufeff") ? content.substring(1) : content;
        // JSON may be indented with tabs, which YAML refuses; inside its strings none may stand.
        boolean json = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
        DocumentReader.Documents read = DocumentReader.read(json ? text.replace('\t', ' ') : text);
        if (read.problem().isPresent()) {
            boolean template = isTemplate(text);
            problem(file, read.problem().get(), template, json && !text.contains("apiVersion"));
            if (template) {
                return;
            }
        }
        documents(file, read.values());
        if (read.problem().isEmpty()) {
            handOn(
                    file,
                    MergedText.of(read.values())
                            .orElseGet(() -> text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void documents(String file, List<Value> values) {
        open = new ArrayList<>(values.size());
        values.forEach(value -> document(file, value));
    }

    private void handOn(String file, byte[] text) {
        if (open.stream().anyMatch(Document::isObject)) {
            files.add(new ManifestFile(file, open));
            texts.accept(file, text);
        }
    }

    /** What kustomizations of the tree still put into the objects of a file. */
    void fill(String file, Filled what) {
        if (!what.equals(Filled.NOTHING)) {
            filled.put(file, what);
        }
    }

    /** Go templates, which Helm and many others use, and Jinja's. */
    private static boolean isTemplate(String text) {
        return text.contains("{{") && text.contains("}}")
                || text.contains("{%") && text.contains("%}");
    }

    /** What cannot be read at all, or must not be judged. */
    void say(Rule rule, Source place, String found) {
        problems.add(rule.at(place, found, ""));
    }

    /** The set of all that was added. */
    public ManifestSet set(Outside outside) {
        return new ManifestSet(objects, problems, files, filled, outside);
    }

    private void problem(String file, ReadProblem problem, boolean template, boolean foreign) {
        Source place = new Source(file, problem.line(), problem.column(), "");
        if (template && problem.rule().equals("manifest/syntax")) {
            say(ReadingRules.NOT_RENDERED, place, "is a template");
        } else if (foreign && problem.rule().equals("manifest/syntax")) {
            say(ReadingRules.NOT_AN_OBJECT, place, "is JSON of another kind");
        } else {
            say(ReadingRules.of(problem.rule()), place, problem.problem());
        }
    }

    private void document(String file, Value value) {
        if (value instanceof Scalar scalar && scalar.isNull()) {
            return; // nothing between two separators
        }
        object(Field.root(file, value), value, "", "");
    }

    /**
     * A typed list, such as a PodList, is one document to others.
     *
     * @param ofVersion of the list that it stands in, for items that say none
     * @param ofKind of the items of that list
     */
    private void object(Field root, Value value, String ofVersion, String ofKind) {
        boolean item = root.get("kind").isEmpty() && root.get("apiVersion").isEmpty();
        String kind = item ? ofKind : root.get("kind").text();
        String apiVersion = item ? ofVersion : root.get("apiVersion").text();
        Field items = root.get("items");
        boolean list = kind.endsWith("List") && !apiVersion.isEmpty() && items.isSequence();
        if (list && root.get("spec").isAbsent()) {
            duplicates(root, value, true);
            List<Document> around = open;
            if (!kind.equalsIgnoreCase("List")) {
                open.add(new Document(root, true));
                open = new ArrayList<>();
            }
            boolean typed = !kind.equals("List");
            String ofItems = kind.substring(0, kind.length() - "List".length());
            for (Field each : items.items()) {
                Field own = each.asRoot();
                own.value()
                        .ifPresent(it ->
                                object(own, it, typed ? apiVersion : "", typed ? ofItems : ""));
            }
            open = around;
            return;
        }
        int before = objects.size();
        if (!root.isMapping()) {
            say(ReadingRules.NOT_AN_OBJECT, root.source(), "is no mapping");
        } else if (kind.isEmpty() && apiVersion.isEmpty()) {
            boolean meant = root.at("metadata.name").exists() && root.get("spec").exists();
            boolean kustomization =
                    Kustomizations.NAMES.contains(
                            root.file().substring(root.file().lastIndexOf('/') + 1));
            if (kustomization) {
                say(ReadingRules.NOT_RENDERED, root.source(), "is a Kustomization of Kustomize");
            } else {
                say(
                        meant ? ReadingRules.TYPE_MISSING : ReadingRules.NOT_AN_OBJECT,
                        root.source(),
                        "has neither apiVersion nor kind");
            }
        } else if (kind.isEmpty() || apiVersion.isEmpty()) {
            boolean meant = root.get("metadata").exists() || root.get("spec").exists();
            say(
                    meant ? ReadingRules.TYPE_MISSING : ReadingRules.NOT_AN_OBJECT,
                    root.source(),
                    "has no " + (kind.isEmpty() ? "kind" : "apiVersion"));
        } else if (apiVersion.startsWith("kustomize.config.k8s.io/")) {
            say(ReadingRules.NOT_RENDERED, root.source(), "is a " + kind + " of Kustomize");
        } else if (Configurations.isOne(root)) {
            say(ReadingRules.NOT_AN_OBJECT, root.source(), "is a configuration of a program");
        } else {
            duplicates(root, value, false);
            objects.add(Manifest.of(root, apiVersion, kind));
        }
        open.add(new Document(root, objects.size() > before));
    }

    private void duplicates(Field field, Value value, boolean shallow) {
        DuplicateKeys.find(field.file(), value, shallow, problems::add);
    }
}
