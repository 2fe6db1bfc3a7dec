/**
 * Any input at all: no reader and no rule may fail, hang or eat the memory. A bounded part of it
 * runs in every build, the rest with {@code -Pfuzz}. May know everything.
 */
@NullMarked
package dev.larry.fuzz;

import org.jspecify.annotations.NullMarked;
