/**
 * What a rule is, and what a check is: the vocabulary of every group of rules. It knows {@code
 * dev.larry.model} only.
 */
@NullMarked
package dev.larry.check.rule;

import org.jspecify.annotations.NullMarked;
