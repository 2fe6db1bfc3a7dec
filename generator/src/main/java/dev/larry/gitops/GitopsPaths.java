package dev.larry.gitops;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an environment's tree lies, and what lies beside it while it is being replaced. Names that
 * begin with a dot are in .gitignore.
 */
record GitopsPaths(Path out, String environment) {
    GitopsPaths {
        if (!environment.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("not a directory name: " + environment);
        }
    }

    Path tree() {
        return out.resolve(environment);
    }

    /** The new tree until it is whole; afterwards, where trees are exchanged, the old one. */
    Path next() {
        return out.resolve("." + environment + ".next");
    }

    /** The old tree, where trees cannot be exchanged; the only one if a swap was cut short. */
    Path old() {
        return out.resolve("." + environment + ".old");
    }

    /** The old tree once the new one is in place. */
    Path trash() {
        return out.resolve("." + environment + ".trash");
    }

    Path lock() {
        return out.resolve("." + environment + ".lock");
    }

    /** The tree as a person names it. */
    String shown() {
        return shown(tree());
    }

    /** A path below the tree as a person names it. */
    String shown(String path) {
        return shown() + "/" + path;
    }

    static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** From paths as a person names them, or below the tree, to paths below the tree. */
    Set<String> below(Set<String> named) {
        Path tree = tree().toAbsolutePath().normalize();
        return named.stream()
                .map(Path::of)
                .map(path -> {
                    Path full = path.toAbsolutePath().normalize();
                    return full.startsWith(tree) ? tree.relativize(full) : path.normalize();
                })
                .map(GitopsPaths::shown)
                .collect(Collectors.toSet());
    }
}
