/** What tests of several packages share: random fleets, and fleets written as environment files. */
@NullMarked
package dev.larry.testing;

import org.jspecify.annotations.NullMarked;
