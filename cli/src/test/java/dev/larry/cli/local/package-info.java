/** A whole run on one machine. */
@NullMarked
package dev.larry.cli.local;

import org.jspecify.annotations.NullMarked;
