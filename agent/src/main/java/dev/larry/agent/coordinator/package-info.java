/**
 * Leads the phase of one Larry: starts its workers, watches them, reports. It knows the lease, the
 * ledger, the barrier, the events and the record.
 */
@NullMarked
package dev.larry.agent.coordinator;

import org.jspecify.annotations.NullMarked;
