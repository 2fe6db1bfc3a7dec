/**
 * Converges the reports of all Larrys into one. It knows the lease, the ledger, the barrier, the
 * events and the record.
 */
@NullMarked
package dev.larry.agent.meta;

import org.jspecify.annotations.NullMarked;
