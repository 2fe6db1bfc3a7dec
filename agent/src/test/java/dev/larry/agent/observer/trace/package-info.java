/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.observer.trace;

import org.jspecify.annotations.NullMarked;
