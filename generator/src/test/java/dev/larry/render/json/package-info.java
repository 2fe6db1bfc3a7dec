/** Objects and records as JSON, held against what Jackson says of them. */
@NullMarked
package dev.larry.render.json;

import org.jspecify.annotations.NullMarked;
