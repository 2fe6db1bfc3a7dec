/**
 * The reports of a phase and of a run. It knows the lease, the ledger, the barrier, the events and
 * the record.
 */
@NullMarked
package dev.larry.agent.report;

import org.jspecify.annotations.NullMarked;
