/**
 * Rendered objects of two revisions: which belong together, in what they differ, and what the API
 * server does with the difference. It knows {@code dev.larry.diff.git}.
 */
@NullMarked
package dev.larry.diff.object;

import org.jspecify.annotations.NullMarked;
