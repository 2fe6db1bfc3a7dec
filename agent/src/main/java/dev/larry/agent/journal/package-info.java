/**
 * What is kept on the Larry's volume while Redis or the records are away. It knows {@code
 * dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.journal;

import org.jspecify.annotations.NullMarked;
