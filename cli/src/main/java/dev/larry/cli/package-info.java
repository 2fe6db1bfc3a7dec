/** The {@code larry} command. It knows everything; nothing knows it. */
@NullMarked
package dev.larry.cli;

import org.jspecify.annotations.NullMarked;
