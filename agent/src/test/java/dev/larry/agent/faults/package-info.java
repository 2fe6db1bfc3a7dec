/**
 * Breaks a run in every way the protocol knows, logs every operation, and decides from the log
 * whether the invariants held.
 */
@NullMarked
package dev.larry.agent.faults;

import org.jspecify.annotations.NullMarked;
