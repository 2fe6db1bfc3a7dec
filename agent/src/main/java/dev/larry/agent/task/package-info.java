/**
 * Does one task under a lease: fence, child process, result, commit. Workers and masters share it.
 * It knows the lease, the ledger, the events, the record and {@code dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.task;

import org.jspecify.annotations.NullMarked;
