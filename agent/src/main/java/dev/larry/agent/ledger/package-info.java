/**
 * The account of tokens reserved and spent. It knows {@code dev.larry.agent.redis} and {@code
 * dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.ledger;

import org.jspecify.annotations.NullMarked;
