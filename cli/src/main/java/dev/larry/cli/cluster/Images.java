package dev.larry.cli.cluster;

import dev.larry.model.Fleet;
import dev.larry.render.FleetRenderer;
import dev.larry.render.Manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether every image that the fleet runs is named so that it is the same on every node. */
final class Images {
    static final String NAME = "images";

    private Images() {}

    static List<Point> look(Fleet fleet) {
        SortedSet<String> images = new TreeSet<>();
        FleetRenderer.render(fleet, manifest -> add(manifest, images));
        List<Point> points = new ArrayList<>();
        int digests = 0;
        for (String image : images) {
            boolean digest = image.contains("@sha256:");
            digests += digest ? 1 : 0;
            String name = image.substring(image.lastIndexOf('/') + 1);
            if (!digest && (!name.contains(":") || name.endsWith(":latest"))) {
                points.add(
                        Point.no(
                                NAME,
                                image + " names no version",
                                "give it a tag or a digest in the environment file"));
            } else if (!digest && fleet.security().requireDigest()) {
                points.add(
                        Point.no(
                                NAME,
                                image + " has no digest, and security.requireDigest asks for one",
                                "add @sha256: and the digest behind the tag"));
            }
        }
        if (points.isEmpty()) {
            points.add(
                    Point.ok(
                            NAME,
                            images.size()
                                    + " named, "
                                    + digests
                                    + " by digest; nodes pull them, so whether they are there is"
                                    + " not known here"));
        }
        return points;
    }

    private static void add(Manifest manifest, SortedSet<String> images) {
        PodSpec pod =
                switch (manifest.object()) {
                    case Deployment each -> each.getSpec().getTemplate().getSpec();
                    case StatefulSet each -> each.getSpec().getTemplate().getSpec();
                    case Job each -> each.getSpec().getTemplate().getSpec();
                    default -> new PodSpec();
                };
        Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
                .map(Container::getImage)
                .forEach(images::add);
    }
}
