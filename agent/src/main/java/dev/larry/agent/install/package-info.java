/**
 * Where the agent's self-contained runtime lies, how it is started there, and how it gets into
 * another image's container. It knows {@code dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.install;

import org.jspecify.annotations.NullMarked;
