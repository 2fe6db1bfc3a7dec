package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A fleet and every object it renders to. */
record Rendered(Fleet fleet, List<Manifest> manifests) {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));

    /** Everything that an environment may ask for, over the one that brings its own Redis. */
    static final String EVERYTHING =
            """
            extends: dev.yaml
            environment: everything
            argo:
              signedBy: [D56C4FCA57A46444]
            images:
              pullSecrets: [registry]
            secrets:
              external: { store: vault }
            llm:
              url: https://llm.internal
              cidrs: [10.9.9.9/32]
              secret: llm
            budget: { total: 12k, meta: 1k, reserve: 1k }
            system:
              ingress: { host: larry.internal, tlsSecret: page-tls }
            larrys:
              - name: larry-dev
                tokens: 10k
                masters:
                  - { name: lead, tokens: 4k, pool: 2k }
                workers:
                  - name: hello
                    tokens: 4k
                    secrets: [{ variable: GIT_TOKEN, secret: git, key: token }]
            """;

    static Rendered environment(String name) {
        return read(ROOT, name);
    }

    /** An environment of this text beside the repository's own. */
    static Rendered of(Path scratch, String name, String text) {
        Path environments = scratch.resolve("environments");
        try (Stream<Path> files = Files.list(ROOT.resolve("environments"))) {
            Files.createDirectories(environments);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, environments.resolve(file.getFileName()));
            }
            Files.writeString(environments.resolve(name + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(scratch, name);
    }

    private static Rendered read(Path root, String name) {
        Environment environment = new EnvironmentReader(root).read(name);
        assertThat(environment.fleet()).as(() -> environment.findings().toString()).isPresent();
        Fleet fleet = environment.fleet().orElseThrow();
        List<Manifest> manifests = new ArrayList<>();
        FleetRenderer.render(fleet, manifests::add);
        return new Rendered(fleet, List.copyOf(manifests));
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return manifests.stream()
                .map(Manifest::object)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends HasMetadata> List<T> in(String namespace, Class<T> type) {
        return all(type).stream()
                .filter(object -> namespace.equals(object.getMetadata().getNamespace()))
                .toList();
    }
}
