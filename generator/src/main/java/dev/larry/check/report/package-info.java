/**
 * The result of a check as people and programs read it, and the catalogue of rules. It knows {@code
 * dev.larry.model} and what a rule is.
 */
@NullMarked
package dev.larry.check.report;

import org.jspecify.annotations.NullMarked;
