package dev.larry.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.gitops.ManifestYaml;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Assumption;
import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.render.SecretNeeds;
import dev.larry.render.texts.Texts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An environment's tree in memory, indexed for those who look at all of it. */
public final class RenderedTree {
    /** The project's own root. */
    public static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    private final Map<String, String> texts;
    private final List<TreeObject> objects;
    private final Set<String> secrets;
    private final Map<String, List<TreeObject>> byKind;
    private final Map<String, TreeObject> byIdentity = new HashMap<>();
    private final List<Pod> pods;

    private RenderedTree(Map<String, String> texts, List<TreeObject> objects, Set<String> secrets) {
        this.texts = new TreeMap<>(texts);
        this.objects = List.copyOf(objects);
        this.secrets = new TreeSet<>(secrets);
        this.byKind = objects.stream().collect(Collectors.groupingBy(TreeObject::kind));
        objects.forEach(object ->
                byIdentity.put(identity(object.kind(), object.namespace(), object.name()), object));
        this.pods = all("Deployment", "StatefulSet", "Job").map(Pod::new).toList();
    }

    /** An environment of a repository. */
    public static RenderedTree of(Path root, String name) {
        return of(environment(root, name));
    }

    /** An environment that nothing is wrong with. */
    public static Environment environment(Path root, String name) {
        Environment environment = new EnvironmentReader(root).read(name);
        assertThat(environment.fleet()).as(() -> environment.findings().toString()).isPresent();
        return environment;
    }

    static RenderedTree of(Environment environment) {
        return of(environment.fleet().orElseThrow(), environment.assumptions());
    }

    static RenderedTree of(Fleet fleet, List<Assumption> assumptions) {
        Map<String, String> texts = new TreeMap<>();
        for (RenderedFile file : files(fleet, assumptions)) {
            String text = new String(file.bytes(), StandardCharsets.UTF_8);
            assertThat(texts.put(file.path(), text)).as("twice: " + file.path()).isNull();
        }
        return of(texts, secrets(fleet));
    }

    /** As {@code larry render} would write them. */
    static List<RenderedFile> files(Fleet fleet, List<Assumption> assumptions) {
        String from = "environments/" + fleet.environment() + ".yaml";
        List<RenderedFile> files = new ArrayList<>();
        FleetRenderer.render(fleet, manifest -> files.add(ManifestYaml.file(manifest, from)));
        Texts.render(fleet, assumptions)
                .forEach(document -> files.add(ManifestYaml.file(document)));
        return files;
    }

    private static RenderedTree of(Map<String, String> texts, Set<String> secrets) {
        List<TreeObject> objects = new ArrayList<>();
        texts.forEach((path, text) -> {
            if (path.endsWith(".yaml")) {
                objects.add(new TreeObject(path, Yamls.object(text)));
            }
        });
        return new RenderedTree(texts, objects, secrets);
    }

    private static Set<String> secrets(Fleet fleet) {
        return SecretNeeds.of(fleet).stream()
                .map(need -> need.namespace() + "/" + need.secret() + "/" + need.key())
                .collect(Collectors.toSet());
    }

    /** Every file's text by its path. */
    public Map<String, String> texts() {
        return texts;
    }

    /** What the manifests say. */
    List<TreeObject> objects() {
        return objects;
    }

    /** The Secrets that SECRETS.md lists, {@code namespace/name/key}. */
    Set<String> secrets() {
        return secrets;
    }

    Stream<TreeObject> all(String... kinds) {
        return Stream.of(kinds).flatMap(kind -> byKind.getOrDefault(kind, List.of()).stream());
    }

    private static String identity(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }

    TreeObject one(String kind, String namespace, String name) {
        return find(kind, namespace, name)
                .orElseThrow(() -> new AssertionError(kind + " " + namespace + "/" + name));
    }

    Optional<TreeObject> find(String kind, String namespace, String name) {
        return Optional.ofNullable(byIdentity.get(identity(kind, namespace, name)));
    }

    boolean has(String kind, String namespace, String name) {
        return byIdentity.containsKey(identity(kind, namespace, name));
    }

    /** The pods that its Deployments, StatefulSets and Jobs make. */
    List<Pod> pods() {
        return pods;
    }

    /** The same tree with objects changed; their text stays as it was. */
    RenderedTree with(Predicate<TreeObject> which, Consumer<ObjectNode> change) {
        List<TreeObject> changed = new ArrayList<>();
        int count = 0;
        for (TreeObject object : objects) {
            if (which.test(object)) {
                ObjectNode copy = object.node().deepCopy();
                change.accept(copy);
                count += copy.equals(object.node()) ? 0 : 1;
                changed.add(new TreeObject(object.path(), copy));
            } else {
                changed.add(object);
            }
        }
        assertThat(count).as("objects that the change changed").isPositive();
        return new RenderedTree(texts, changed, secrets);
    }

    RenderedTree without(Predicate<TreeObject> which) {
        List<TreeObject> left = objects.stream().filter(which.negate()).toList();
        assertThat(left).hasSizeLessThan(objects.size());
        return new RenderedTree(texts, left, secrets);
    }

    RenderedTree plus(TreeObject object) {
        List<TreeObject> more = new ArrayList<>(objects);
        more.add(object);
        return new RenderedTree(texts, more, secrets);
    }

    RenderedTree plusSecret(String secret) {
        Set<String> more = new TreeSet<>(secrets);
        more.add(secret);
        return new RenderedTree(texts, objects, more);
    }

    RenderedTree withText(String path, UnaryOperator<String> change) {
        Map<String, String> changed = new TreeMap<>(texts);
        String before = Objects.requireNonNull(changed.get(path), path);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        changed.put(path, after);
        return new RenderedTree(changed, objects, secrets);
    }

    /** Every mapping of an object, at any depth. */
    static Stream<ObjectNode> mappings(JsonNode node) {
        Stream<ObjectNode> below = TreeObject.each(node).flatMap(RenderedTree::mappings);
        return node instanceof ObjectNode object ? Stream.concat(Stream.of(object), below) : below;
    }
}
