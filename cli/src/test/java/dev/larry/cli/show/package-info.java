/** A small real run for tests that look at it. It knows the local fleet. */
@NullMarked
package dev.larry.cli.show;

import org.jspecify.annotations.NullMarked;
