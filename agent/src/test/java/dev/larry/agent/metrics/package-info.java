@NullMarked
package dev.larry.agent.metrics;

import org.jspecify.annotations.NullMarked;
