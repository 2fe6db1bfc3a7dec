/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.events;

import org.jspecify.annotations.NullMarked;
