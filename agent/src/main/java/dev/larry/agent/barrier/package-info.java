/**
 * Where all phases of a run meet. It knows {@code dev.larry.agent.redis} and {@code
 * dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.barrier;

import org.jspecify.annotations.NullMarked;
