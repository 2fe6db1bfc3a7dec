/**
 * What the generator writes and the agents read: settings documents, key names, messages. It knows
 * {@code dev.larry.model}, and alone in this module may use Jackson.
 */
@NullMarked
package dev.larry.contract;

import org.jspecify.annotations.NullMarked;
