/**
 * Does one task under a lease and commits its result. It knows the lease, the ledger, the barrier,
 * the events and the record.
 */
@NullMarked
package dev.larry.agent.worker;

import org.jspecify.annotations.NullMarked;
