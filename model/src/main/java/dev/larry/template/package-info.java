/**
 * Freemarker set up so that the same data gives the same bytes, with Markdown as an output format.
 * It knows the model's values, for the functions that templates can use.
 */
@NullMarked
package dev.larry.template;

import org.jspecify.annotations.NullMarked;
