/**
 * A run in the terminal: what is shown of its state, and how keys move through it. It knows the
 * contract's state of a run and nothing of Redis.
 */
@NullMarked
package dev.larry.cli.watch;

import org.jspecify.annotations.NullMarked;
