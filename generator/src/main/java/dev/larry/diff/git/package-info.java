/** Reads revisions of a Git repository, and changes nothing in it. It knows only JGit. */
@NullMarked
package dev.larry.diff.git;

import org.jspecify.annotations.NullMarked;
