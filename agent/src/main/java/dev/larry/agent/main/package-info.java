/**
 * The entry point of the image: reads the process environment and starts one role. It knows every
 * package of the agent, and nothing depends on it.
 */
@NullMarked
package dev.larry.agent.main;

import org.jspecify.annotations.NullMarked;
