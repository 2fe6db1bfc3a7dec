package dev.larry.gitops;

import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Trees that no environment file describes any more; Argo CD would go on applying them. */
public final class Orphans {
    private static final String RULE = "drift/no-environment";

    private Orphans() {}

    /**
     * The directories of no environment.
     *
     * @param out the directory of all environments' trees
     * @param environments the names of all environments that there are
     * @throws CannotWriteException if the directory cannot be listed
     */
    public static Findings in(Path out, Collection<String> environments)
            throws CannotWriteException {
        Set<String> known = Set.copyOf(environments);
        try (Stream<Path> entries = Files.list(out)) {
            List<Finding> findings =
                    entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                            .filter(entry -> !name(entry).startsWith("."))
                            .filter(entry -> !known.contains(name(entry)))
                            .map(Orphans::finding)
                            .toList();
            return Findings.of(findings);
        } catch (NoSuchFileException e) {
            return Findings.NONE;
        } catch (IOException e) {
            throw new CannotWriteException(
                    "cannot read " + GitopsPaths.shown(out) + " (" + Trouble.why(e) + ")", e);
        }
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private static Finding finding(Path tree) {
        return Finding.error(
                RULE,
                Source.ofFile(GitopsPaths.shown(tree)),
                "no environments/" + name(tree) + ".yaml describes it",
                "",
                "remove it, or bring the environment file back");
    }
}
