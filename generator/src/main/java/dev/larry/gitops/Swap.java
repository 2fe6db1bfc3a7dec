package dev.larry.gitops;

import java.io.IOException;
import java.nio.file.Path;

/** Lets two directories trade places in one step. */
@FunctionalInterface
interface Swap {
    /** For file systems that cannot: the trees are then moved one after the other. */
    Swap NONE = (one, other) -> false;

    /**
     * @return false if this system or file system cannot, and nothing was done
     */
    boolean exchange(Path one, Path other) throws IOException;
}
