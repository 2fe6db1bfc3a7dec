/**
 * What build time and run time agree on: the settings each pod mounts, task records, results,
 * output lines, key names, metric names and exit codes.
 *
 * <p>It knows the model and one JSON codec; generator and agent both read it and never each other.
 */
@NullMarked
package dev.larry.contract;

import org.jspecify.annotations.NullMarked;
