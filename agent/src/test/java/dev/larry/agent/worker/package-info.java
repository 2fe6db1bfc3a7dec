/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.worker;

import org.jspecify.annotations.NullMarked;
