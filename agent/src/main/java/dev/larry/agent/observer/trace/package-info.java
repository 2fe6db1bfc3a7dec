/**
 * The trace of a run, made from its event stream and sent to a collector. It knows what the
 * observer knows.
 */
@NullMarked
package dev.larry.agent.observer.trace;

import org.jspecify.annotations.NullMarked;
