package dev.larry.check.fleet;

import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.Images;
import dev.larry.model.Security;
import dev.larry.model.Source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every image of a fleet, held against the environment's policy. */
final class ImagesCheck implements FleetCheck {
    static final Rule DIGEST =
            Rule.error(
                    "security/image-digest",
                    "With security.requireDigest every image is named by its digest.",
                    "A tag can be moved: what runs tomorrow under it is not what was reviewed"
                            + " today.",
                    "add the digest, @sha256: and 64 hexadecimal digits, behind the tag",
                    "OCI Distribution Specification, Pulling manifests (a digest names one"
                            + " content, a tag does not)");
    static final Rule REPOSITORY =
            Rule.error(
                    "security/image-repository",
                    "Images come from the repositories that security.repositories permits.",
                    "An image from elsewhere is one that nobody here built, scanned or can"
                            + " rebuild.",
                    "copy the image to a permitted repository, or add its own to"
                            + " security.repositories",
                    "Kubernetes documentation, Images, Image names");

    static final List<Rule> RULES = List.of(DIGEST, REPOSITORY);

    @Override
    public void check(Fleet fleet, Places places, Consumer<Finding> findings) {
        Security policy = fleet.security();
        String prefix = fleet.images().prefix();
        boolean elsewhere =
                !policy.permits(prefix + "/image")
                        && policy.repositories().stream()
                                .noneMatch(each -> each.startsWith(prefix + "/"));
        if (elsewhere) {
            foreign(policy, places.of("images.prefix"), "prefix " + prefix, findings);
        }
        images(fleet)
                .forEach((path, image) -> {
                    if (policy.requireDigest() && !image.contains("@sha256:")) {
                        findings.accept(
                                DIGEST.at(
                                        places.of(path),
                                        "image " + image + " has no digest",
                                        "a name with @sha256:"));
                    }
                    boolean said = elsewhere && image.startsWith(prefix + "/");
                    if (!said && !policy.permits(image)) {
                        foreign(policy, places.of(path), "image " + image, findings);
                    }
                });
    }

    private static void foreign(
            Security policy, Source place, String found, Consumer<Finding> findings) {
        findings.accept(REPOSITORY.at(place, found, String.join(", ", policy.repositories())));
    }

    /** Whole names by the path of what names them. */
    private static Map<String, String> images(Fleet fleet) {
        Images images = fleet.images();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("images.agent", images.full(images.agent()));
        fleet.redis().own().ifPresent(own -> all.put("redis.own.image", own.image()));
        fleet.larrys()
                .forEach(larry -> {
                    larry.coordinator()
                            .image()
                            .ifPresent(image ->
                                    all.put(
                                            Paths.larry(larry) + ".coordinator.image",
                                            images.full(image)));
                    larry.workers()
                            .forEach(worker ->
                                    all.put(
                                            Paths.worker(larry, worker) + ".image",
                                            images.full(worker.image())));
                });
        return all;
    }
}
