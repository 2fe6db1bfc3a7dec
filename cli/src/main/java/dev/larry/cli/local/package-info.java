/**
 * A whole fleet on this machine: a Redis of its own, task records in a directory, and every agent
 * as a process, started again as a cluster would.
 */
@NullMarked
package dev.larry.cli.local;

import org.jspecify.annotations.NullMarked;
