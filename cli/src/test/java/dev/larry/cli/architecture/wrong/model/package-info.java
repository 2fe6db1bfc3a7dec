/** Classes that break rules. They are read by the tests of the rules and never run. */
@NullMarked
package dev.larry.cli.architecture.wrong.model;

import org.jspecify.annotations.NullMarked;
