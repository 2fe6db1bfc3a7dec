/**
 * Builds the run's state in Redis from the records outside it, at first and whenever Redis may have
 * lost writes. It knows the lease, the ledger, the barrier, the events and the record.
 */
@NullMarked
package dev.larry.agent.recovery;

import org.jspecify.annotations.NullMarked;
