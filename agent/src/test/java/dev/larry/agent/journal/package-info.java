/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.journal;

import org.jspecify.annotations.NullMarked;
