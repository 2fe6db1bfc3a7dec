/**
 * What an agent serves over HTTP: metrics, liveness, readiness. It knows the record and {@code
 * dev.larry.contract}; every role uses it.
 */
@NullMarked
package dev.larry.agent.metrics;

import org.jspecify.annotations.NullMarked;
