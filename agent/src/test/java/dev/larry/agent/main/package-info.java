/** Agents as processes, seen from outside. */
@NullMarked
package dev.larry.agent.main;

import org.jspecify.annotations.NullMarked;
