/**
 * Follows a run and serves its metrics; it reads and never writes. It knows the lease, the ledger,
 * the barrier, the events and the record.
 */
@NullMarked
package dev.larry.agent.observer;

import org.jspecify.annotations.NullMarked;
