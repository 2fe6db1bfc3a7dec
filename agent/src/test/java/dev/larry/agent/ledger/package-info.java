/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.ledger;

import org.jspecify.annotations.NullMarked;
