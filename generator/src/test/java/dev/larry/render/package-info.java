/** What is rendered means what it should. */
@NullMarked
package dev.larry.render;

import org.jspecify.annotations.NullMarked;
