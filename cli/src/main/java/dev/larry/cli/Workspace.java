package dev.larry.cli;

import dev.larry.load.EnvironmentReader;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Where a repository of environments keeps things. */
record Workspace(Path root) {
    Path environments() {
        return root.resolve("environments");
    }

    Path gitops() {
        return root.resolve("gitops");
    }

    /** What runs of an environment on this machine leave behind. */
    Path local(String environment) {
        return root.resolve(".larry").resolve("local").resolve(environment);
    }

    /**
     * All environments.
     *
     * @throws WrongUseException where there is none, or the directory cannot be listed
     */
    List<String> all() {
        List<String> names;
        try {
            names = new EnvironmentReader(root).names();
        } catch (NoSuchFileException e) {
            throw new WrongUseException(
                    environments()
                            + ": no such directory; name the repository with --root or start with:"
                            + " larry init NAME");
        } catch (AccessDeniedException e) {
            throw new WrongUseException(
                    environments() + ": cannot be listed: permission denied; make it readable");
        } catch (IOException e) {
            throw new WrongUseException(environments() + ": cannot be listed: " + e.getMessage());
        }
        if (names.isEmpty()) {
            throw new WrongUseException(
                    environments() + ": holds no environment; start with: larry init NAME");
        }
        return names;
    }

    /** People complete file names; {@code environments/prod.yaml} is {@code prod}. */
    static String name(String asked) {
        String file =
                asked.startsWith("environments/")
                        ? asked.substring("environments/".length())
                        : asked;
        return file.endsWith(".yaml") ? file.substring(0, file.length() - ".yaml".length()) : file;
    }
}
