/**
 * What a run comes to: its state, the reports of a phase and of the run, from task records, events
 * and accounts. The roles share it; it knows what they know, and none of them.
 */
@NullMarked
package dev.larry.agent.report;

import org.jspecify.annotations.NullMarked;
