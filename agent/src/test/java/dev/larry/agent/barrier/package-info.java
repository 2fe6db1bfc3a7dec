@NullMarked
package dev.larry.agent.barrier;

import org.jspecify.annotations.NullMarked;
