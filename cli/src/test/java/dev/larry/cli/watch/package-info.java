/** What is shown of runs whose state is known. */
@NullMarked
package dev.larry.cli.watch;

import org.jspecify.annotations.NullMarked;
