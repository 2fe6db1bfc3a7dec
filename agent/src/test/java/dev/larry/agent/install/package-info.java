@NullMarked
package dev.larry.agent.install;

import org.jspecify.annotations.NullMarked;
