package dev.larry.check.manifests;

import java.util.ArrayList;
import java.util.List;

/** Which Application of a tree delivers which of its objects, by the directories they name. */
public final class Applications {
    /** An Application that delivers an object. */
    public record Owner(Manifest application) {}

    private record Directory(Owner owner, String path, boolean recurse) {}

    private final List<Directory> directories = new ArrayList<>();

    private Applications() {}

    /** The Applications of a tree with sources in plain directories. */
    public static Applications of(ManifestSet tree) {
        Applications all = new Applications();
        for (Manifest application : tree.of("argoproj.io", "Application")) {
            List<Field> sources = new ArrayList<>(application.spec().get("sources").items());
            sources.add(application.spec().get("source"));
            for (Field source : sources) {
                String path = source.get("path").text();
                boolean plain =
                        !path.isEmpty()
                                && !path.equals(".")
                                && source.get("helm").isAbsent()
                                && source.get("kustomize").isAbsent()
                                && source.get("plugin").isAbsent()
                                && source.get("chart").isAbsent();
                if (plain) {
                    all.directories.add(
                            new Directory(
                                    new Owner(application),
                                    strip(path),
                                    source.at("directory.recurse").isTrue()));
                }
            }
        }
        return all;
    }

    private static String strip(String path) {
        String stripped = path.startsWith("./") ? path.substring(2) : path;
        return stripped.endsWith("/") ? stripped : stripped + "/";
    }

    /** The Applications whose directory an object's file lies in. */
    public List<Owner> ownersOf(Manifest object) {
        String file = object.root().source().file().replace('\\', '/');
        List<Owner> owners = new ArrayList<>();
        for (Directory each : directories) {
            int at = file.startsWith(each.path()) ? 0 : file.indexOf("/" + each.path()) + 1;
            boolean below = at > 0 || file.startsWith(each.path());
            if (below && (each.recurse() || file.indexOf('/', at + each.path().length()) < 0)) {
                owners.add(each.owner());
            }
        }
        return owners;
    }
}
